package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.OWNED;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.SUFFIX;
import static dev.tumbler.domain.secret.Samples.WEEKLY;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.empty;
import static dev.tumbler.domain.secret.Samples.erases;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.managed;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.sealed;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Samples.values;
import static dev.tumbler.domain.secret.Samples.wanted;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.NewValue.Existing;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLifecycleTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));
    private static final String MARKED =
            "You can't perform this operation on the secret because it was marked for deletion.";
    private static final String MANAGED = "This secret is managed by an AWS service, and you must use that service to"
            + " update it. The managing service is rds.";

    private static Secret scheduled() {
        return next(SecretLifecycle.schedule(created(), PERSON, Optional.of(7L), NOW));
    }

    @Nested
    class Create {

        @Test
        void aValueBecomesTheCurrentVersionNamedByTheToken() {
            Decision<Secret, Secret> decision =
                    SecretLifecycle.create(Optional.empty(), wanted(Optional.of(value(1))), NOW);

            assertThat(next(decision).arn()).isEqualTo(ARN);
            assertThat(next(decision).versions().find(token(1)).orElseThrow().labels())
                    .containsExactly(AWSCURRENT);
            assertThat(values(decision)).containsExactly(entry(token(1), sealed("value 1")));
            assertThat(decision.answer()).isEqualTo(next(decision));
        }

        @Test
        void withoutAValueThereIsNoVersion() {
            assertThat(empty().versions().all()).isEmpty();
        }

        @Test
        void theSameCallAgainAnswersWithWhatIsStored() {
            NewSecret again =
                    new NewSecret(ID, "ZyXwVu", Samples.PLAIN, Optional.of(value(1, Existing.SAME)), Optional.empty());

            Decision<Secret, Secret> decision = SecretLifecycle.create(Optional.of(created()), again, LATER);

            assertThat(keeps(decision)).isTrue();
            assertThat(decision.answer()).isEqualTo(created());
        }

        @Test
        void theSameTokenForAnotherValueIsRefused() {
            NewSecret other = wanted(Optional.of(value(1, Existing.DIFFERENT)));

            assertThat(refusal(() -> SecretLifecycle.create(Optional.of(created()), other, LATER)))
                    .hasMessage("You can't use ClientRequestToken " + token(1)
                            + " because that value is already in use for a version of secret " + ARN + ".")
                    .extracting("code")
                    .isEqualTo(ErrorCode.RESOURCE_EXISTS);
        }

        @Test
        void anotherTokenForATakenNameIsRefused() {
            NewSecret other = wanted(Optional.of(value(2)));

            assertThat(refusal(() -> SecretLifecycle.create(Optional.of(created()), other, LATER)))
                    .hasMessage("The operation failed because the secret orders already exists.")
                    .extracting("code")
                    .isEqualTo(ErrorCode.RESOURCE_EXISTS);
        }

        @Test
        void aNameThatIsScheduledForDeletionIsRefusedEvenToTheSameCall() {
            NewSecret again = wanted(Optional.of(value(1, Existing.SAME)));

            assertThat(refusal(() -> SecretLifecycle.create(Optional.of(scheduled()), again, LATER)))
                    .hasMessage("You can't create this secret because a secret with this name is already scheduled"
                            + " for deletion.")
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }

        @Test
        void aManagedSecretRotatesByItsRulesFromTheStart() {
            assertThat(managed().rotation().enabled()).contains(true);
            assertThat(managed().rotation().rules()).contains(WEEKLY);
            assertThat(created().rotation().enabled()).isEmpty();
        }

        @Test
        void reservedTagsAreForOwningServicesAlone() {
            Optional<Map<String, String>> tags = Optional.of(Map.of("aws:rds:primaryDBInstanceArn", "arn"));
            Details plain = new Details(Optional.empty(), Optional.empty(), Optional.empty(), tags);
            Details owned = new Details(Optional.empty(), Optional.empty(), Optional.of("rds"), tags);

            assertThat(refusal(() -> create(plain)).code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(next(create(owned)).details().tags()).isEqualTo(tags);
        }

        private static Decision<Secret, Secret> create(Details details) {
            NewSecret wanted = new NewSecret(ID, SUFFIX, details, Optional.empty(), Optional.empty());
            return SecretLifecycle.create(Optional.empty(), wanted, NOW);
        }
    }

    @Nested
    class Tags {

        @Test
        void tagsAreAppendedAndOverwrittenInPlace() {
            Secret tagged = tag(tag(created(), "one", "1"), "two", "2");

            Secret next = next(SecretLifecycle.tag(tagged, ordered("three", "3", "one", "new"), LATER));

            assertThat(next.details().tags().orElseThrow())
                    .containsExactly(entry("one", "new"), entry("two", "2"), entry("three", "3"));
            assertThat(next.dates().changed()).isEqualTo(LATER);
        }

        @Test
        void aTagThatWasRemovedIsAppendedAgain() {
            Secret tagged = tag(tag(created(), "one", "1"), "two", "2");
            Secret without = next(SecretLifecycle.untag(tagged, List.of("one"), LATER));

            assertThat(tag(without, "one", "1").details().tags().orElseThrow().keySet())
                    .containsExactly("two", "one");
        }

        @Test
        void theLastTagLeavesAnEmptyListAndNotNone() {
            Secret tagged = tag(created(), "one", "1");

            assertThat(created().details().tags()).isEmpty();
            assertThat(next(SecretLifecycle.untag(tagged, List.of("one"), LATER))
                            .details()
                            .tags())
                    .contains(Map.of());
        }

        @Test
        void aMissingKeyIsNoError() {
            assertThat(keeps(SecretLifecycle.untag(created(), List.of("none"), LATER)))
                    .isTrue();
        }

        @Test
        void reservedKeysAreRefused() {
            assertThat(refusal(() -> SecretLifecycle.tag(created(), Map.of("aws:own", "x"), LATER))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(refusal(() -> SecretLifecycle.untag(managed(), List.of("aws:own"), LATER))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_PARAMETER);
        }

        @Test
        void fiftyTagsFitAndTheFiftyFirstIsRefused() {
            Map<String, String> fifty = new LinkedHashMap<>();
            for (int tag = 0; tag < 50; tag++) {
                fifty.put("tag " + tag, "");
            }
            Secret full = next(SecretLifecycle.tag(created(), fifty, LATER));

            assertThat(refusal(() -> SecretLifecycle.tag(full, Map.of("one more", ""), LATER))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(next(SecretLifecycle.tag(full, Map.of("tag 0", "again"), LATER)))
                    .isNotNull();
        }

        @Test
        void aManagedSecretCanBeTaggedByPeople() {
            assertThat(tag(managed(), "team", "orders").details().owningService())
                    .isEqualTo(OWNED.owningService());
        }

        @Test
        void aSecretThatIsScheduledForDeletionIsNotTagged() {
            assertThat(refusal(() -> SecretLifecycle.tag(scheduled(), Map.of("one", "1"), LATER)))
                    .hasMessage(MARKED);
            assertThat(refusal(() -> SecretLifecycle.untag(scheduled(), List.of("one"), LATER)))
                    .hasMessage(MARKED);
        }

        private static Secret tag(Secret secret, String key, String value) {
            return next(SecretLifecycle.tag(secret, Map.of(key, value), LATER));
        }

        private static Map<String, String> ordered(String key, String value, String nextKey, String nextValue) {
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put(key, value);
            tags.put(nextKey, nextValue);
            return tags;
        }
    }

    @Nested
    class Delete {

        @ParameterizedTest
        @ValueSource(longs = {7, 12, 30})
        void theDeletionDateIsTheEndOfTheWindow(long days) {
            Secret next = next(SecretLifecycle.schedule(created(), PERSON, Optional.of(days), NOW));

            assertThat(next.dates().deletion()).contains(NOW.plus(Duration.ofDays(days)));
            assertThat(next.due()).isEqualTo(next.dates().deletion());
        }

        @Test
        void theWindowIsThirtyDaysUnlessSaid() {
            assertThat(next(SecretLifecycle.schedule(created(), PERSON, Optional.empty(), NOW))
                            .dates()
                            .deletion())
                    .contains(NOW.plus(Duration.ofDays(30)));
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, 0, 6, 31, Long.MAX_VALUE})
        void anyOtherWindowIsRefusedInAwsWords(long days) {
            assertThat(refusal(() -> SecretLifecycle.schedule(created(), PERSON, Optional.of(days), NOW)))
                    .hasMessage("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).")
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_PARAMETER);
        }

        @Test
        void aScheduledSecretIsNotScheduledAgain() {
            assertThat(refusal(() -> SecretLifecycle.schedule(scheduled(), PERSON, Optional.empty(), LATER)))
                    .hasMessage(MARKED)
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }

        @Test
        void forceErasesALiveSecretAndAScheduledOne() {
            assertThat(erases(SecretLifecycle.erase(created(), PERSON))).isTrue();
            assertThat(erases(SecretLifecycle.erase(scheduled(), PERSON))).isTrue();
        }

        @Test
        void aManagedSecretIsDeletedByItsOwnerAlone() {
            assertThat(refusal(() -> SecretLifecycle.schedule(managed(), PERSON, Optional.empty(), NOW)))
                    .hasMessage(MANAGED)
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal(() -> SecretLifecycle.erase(managed(), PERSON))).hasMessage(MANAGED);
            assertThat(erases(SecretLifecycle.erase(managed(), RDS))).isTrue();
        }

        @Test
        void aManagedSecretThatIsScheduledForDeletionStillBelongsToItsOwner() {
            Secret scheduled = next(SecretLifecycle.schedule(managed(), RDS, Optional.empty(), NOW));

            assertThat(refusal(() -> SecretLifecycle.erase(scheduled, PERSON))).hasMessage(MANAGED);
            assertThat(erases(SecretLifecycle.erase(scheduled, RDS))).isTrue();
        }

        @Test
        void aRotationUnderWayEndsWithTheSecret() {
            Secret rotating = next(SecretRotation.start(managed(), token(2), NOW));

            Secret next = next(SecretLifecycle.schedule(rotating, RDS, Optional.empty(), LATER));

            assertThat(next.rotation().underWay()).isFalse();
            assertThat(SecretRotation.resume(Optional.of(next), Duration.ZERO, LATER)
                            .answer())
                    .isEmpty();
        }
    }

    @Nested
    class Restore {

        @Test
        void everythingIsAsItWasButForTheDateOfTheChange() {
            Secret restored = next(SecretLifecycle.restore(scheduled(), LATER));

            assertThat(restored).isEqualTo(created().with(created().dates().changedAt(LATER)));
        }

        @Test
        void aLiveSecretIsLeftAlone() {
            assertThat(keeps(SecretLifecycle.restore(created(), LATER))).isTrue();
        }
    }

    @Nested
    class Purge {
        private final Instant deletion = NOW.plus(Duration.ofDays(7));

        @Test
        void aSecretGoesOnceItsWindowIsOver() {
            assertThat(erases(SecretLifecycle.purge(Optional.of(scheduled()), deletion)))
                    .isTrue();
        }

        @Test
        void aSecretStaysUntilThen() {
            assertThat(keeps(SecretLifecycle.purge(Optional.of(scheduled()), deletion.minusMillis(1))))
                    .isTrue();
        }

        @Test
        void aSecretThatWasRestoredOrIsGoneIsLeftAlone() {
            Secret restored = next(SecretLifecycle.restore(scheduled(), LATER));

            assertThat(SecretLifecycle.purge(Optional.of(restored), deletion).answer())
                    .isFalse();
            assertThat(SecretLifecycle.purge(Optional.empty(), deletion).answer())
                    .isFalse();
        }
    }
}
