package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.empty;
import static dev.tumbler.domain.secret.Samples.failed;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.managed;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.sealed;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Samples.values;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.NewValue.Existing;
import dev.tumbler.domain.secret.SecretValues.Stored;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.LookedTooEarly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));

    private static Decision<Secret, Stored> put(Secret secret, int token, String... labels) {
        return SecretValues.put(secret, PERSON, value(token), List.of(labels), LATER);
    }

    private static Decision<Secret, Stored> update(Secret secret, Optional<String> text, Optional<NewValue> value) {
        return SecretValues.update(secret, PERSON, new SecretUpdate(text, Optional.empty(), value), LATER);
    }

    private static Set<String> labels(Secret secret, int version) {
        return secret.versions().find(token(version)).orElseThrow().labels();
    }

    private static Secret deleted() {
        return next(SecretLifecycle.schedule(created(), PERSON, Optional.empty(), NOW));
    }

    @Nested
    class Put {

        @Test
        void withoutLabelsTheNewVersionIsCurrentAndTheFormerOnePrevious() {
            Decision<Secret, Stored> decision = put(created(), 2);

            assertThat(labels(next(decision), 1)).containsExactly(AWSPREVIOUS);
            assertThat(decision.answer().version().orElseThrow().labels()).containsExactly(AWSCURRENT);
            assertThat(values(decision)).containsExactly(entry(token(2), sealed("value 2")));
        }

        @Test
        void withOtherLabelsTheCurrentVersionStays() {
            Decision<Secret, Stored> decision = put(created(), 2, "BLUE", "AWSSOMETHING");

            assertThat(labels(next(decision), 1)).containsExactly(AWSCURRENT);
            assertThat(decision.answer().version().orElseThrow().labels())
                    .containsExactlyInAnyOrder("BLUE", "AWSSOMETHING");
        }

        @Test
        void theFirstValueIsCurrentWhateverItsLabels() {
            assertThat(labels(next(put(empty(), 1, "BLUE")), 1)).containsExactlyInAnyOrder(AWSCURRENT, "BLUE");
        }

        @Test
        void awspendingIsTakenFromTheCurrentVersion() {
            Secret cycled = next(put(created(), 2, AWSCURRENT, AWSPENDING));

            Secret next = next(put(cycled, 3, AWSPENDING));

            assertThat(labels(next, 2)).containsExactly(AWSCURRENT);
            assertThat(labels(next, 3)).containsExactly(AWSPENDING);
        }

        @Test
        void aNewCurrentValueDropsAwspending() {
            Secret cycled = next(put(created(), 2, AWSCURRENT, AWSPENDING));

            Secret next = next(put(cycled, 3));

            assertThat(labels(next, 2)).containsExactly(AWSPREVIOUS);
            assertThat(next.versions().holder(AWSPENDING)).isEmpty();
        }

        @Test
        void aRepeatedTokenWithTheSameValueChangesNothing() {
            Decision<Secret, Stored> decision =
                    SecretValues.put(created(), PERSON, value(1, Existing.SAME), List.of("BLUE"), LATER);

            assertThat(keeps(decision)).isTrue();
            assertThat(decision.answer().version()).map(Version::id).contains(token(1));
        }

        @Test
        void aRepeatedTokenWithAnotherValueIsRefused() {
            assertThat(refusal(
                            () -> SecretValues.put(created(), PERSON, value(1, Existing.DIFFERENT), List.of(), LATER)))
                    .hasMessage("You can't use ClientRequestToken " + token(1)
                            + " because that value is already in use for a version of secret " + ARN + ".")
                    .extracting("code")
                    .isEqualTo(ErrorCode.RESOURCE_EXISTS);
        }

        @Test
        void aValueThatCameBetweenLookingAndDecidingIsLookedAtAgain() {
            assertThatThrownBy(() -> put(created(), 1))
                    .isInstanceOf(LookedTooEarly.class)
                    .hasMessageNotContaining("value 1");
        }

        @Test
        void thePlaceholderOfARotationIsFilledAndNoConflict() {
            Secret rotating = next(SecretRotation.start(managed(), token(2), NOW));

            Decision<Secret, Stored> decision = SecretValues.put(rotating, RDS, value(2), List.of(AWSPENDING), LATER);

            assertThat(decision.answer().version().orElseThrow().hasValue()).isTrue();
            assertThat(labels(next(decision), 2)).containsExactly(AWSPENDING);
            assertThat(labels(next(decision), 1)).containsExactly(AWSCURRENT);
            assertThat(decision.events()).isEmpty();
        }

        @Test
        void onlyANewCurrentValueMovesTheScheduleOfRotation() {
            assertThat(next(put(created(), 2, "BLUE")).dates())
                    .isEqualTo(created().dates().changedAt(LATER));
            assertThat(next(put(created(), 2)).dates())
                    .isEqualTo(created().dates().valueChangedAt(LATER));
        }

        @Test
        void aSecretThatIsScheduledForDeletionIsNotWritten() {
            assertThat(refusal(() -> put(deleted(), 2))).hasMessage(Secret.MARKED_FOR_DELETION);
        }

        @Test
        void aManagedSecretIsWrittenByItsOwnerAlone() {
            assertThat(refusal(() -> put(managed(), 2)))
                    .hasMessageContaining("rds")
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(labels(next(SecretValues.put(managed(), RDS, value(2), List.of(), LATER)), 2))
                    .containsExactly(AWSCURRENT);
        }
    }

    @Nested
    class Update {

        @Test
        void aNewValueIsTheNewCurrentOne() {
            Decision<Secret, Stored> decision = update(created(), Optional.of("text"), Optional.of(value(2)));

            assertThat(next(decision).details().description()).contains("text");
            assertThat(labels(next(decision), 1)).containsExactly(AWSPREVIOUS);
            assertThat(decision.answer().version()).map(Version::id).contains(token(2));
        }

        @Test
        void withoutAValueThereIsNoVersionInTheAnswer() {
            Decision<Secret, Stored> decision = update(created(), Optional.of("text"), Optional.empty());

            assertThat(decision.answer().version()).isEmpty();
            assertThat(next(decision).versions()).isEqualTo(created().versions());
            assertThat(next(decision).dates()).isEqualTo(created().dates().changedAt(LATER));
        }

        @Test
        void anEmptyDescriptionTakesTheStoredOneAway() {
            Secret described = next(update(created(), Optional.of("t"), Optional.empty()));

            assertThat(next(update(described, Optional.of(""), Optional.empty()))
                            .details())
                    .isEqualTo(created().details());
        }

        @Test
        void aRepeatedTokenWithTheSameValueChangesNothing() {
            Decision<Secret, Stored> decision =
                    update(created(), Optional.empty(), Optional.of(value(1, Existing.SAME)));

            assertThat(keeps(decision)).isTrue();
            assertThat(decision.answer().version()).map(Version::id).contains(token(1));
        }

        @Test
        void aRepeatedTokenStillBringsANewDescription() {
            Decision<Secret, Stored> decision =
                    update(created(), Optional.of("text"), Optional.of(value(1, Existing.SAME)));

            assertThat(next(decision).details().description()).contains("text");
            assertThat(next(decision).versions()).isEqualTo(created().versions());
        }

        @Test
        void aRepeatedTokenWithAnotherValueChangesNoDescriptionEither() {
            assertThat(refusal(() -> update(created(), Optional.of("text"), Optional.of(value(1, Existing.DIFFERENT))))
                            .code())
                    .isEqualTo(ErrorCode.RESOURCE_EXISTS);
        }
    }

    @Nested
    class Abandoning {
        private final Secret rotating = next(SecretRotation.start(managed(), token(2), NOW));
        private final DomainEvent abandoned = new DomainEvent.RotationAbandoned(ID, ARN, token(2));

        @Test
        void aNewCurrentValueAbandonsTheRotationUnderWay() {
            Decision<Secret, Stored> decision = SecretValues.put(rotating, RDS, value(3), List.of(), LATER);

            assertThat(decision.events()).containsExactly(abandoned, updated(AWSCURRENT, 3));
            assertThat(next(decision).rotation()).isEqualTo(managed().rotation());
            assertThat(next(decision).versions().pending()).isEmpty();
            assertThat(values(decision)).containsOnlyKeys(token(3));
            assertThat(decision.answer().secret()).isEqualTo(next(decision));
        }

        @Test
        void takingAwspendingAwayCancelsTheRotation() {
            Decision<Secret, Stored> decision =
                    SecretValues.moveLabel(rotating, RDS, AWSPENDING, Optional.of(token(2)), Optional.empty(), LATER);

            assertThat(decision.events()).containsExactly(abandoned);
            assertThat(next(decision).rotation().underWay()).isFalse();
            assertThat(next(SecretRotation.start(next(decision), token(3), LATER))
                            .versions()
                            .pending())
                    .map(Version::id)
                    .contains(token(3));
        }

        @Test
        void awspendingOnAnotherVersionAbandonsTheRotation() {
            assertThat(SecretValues.put(rotating, RDS, value(3), List.of(AWSPENDING), LATER)
                            .events())
                    .containsExactly(abandoned);
        }

        @Test
        void aFailedRotationIsClearedByANewValue() {
            Secret failed = failed(NOW);

            Decision<Secret, Stored> decision = SecretValues.put(failed, RDS, value(3), List.of(), LATER);

            assertThat(decision.events()).containsExactly(abandoned, updated(AWSCURRENT, 3));
            assertThat(next(decision).rotationFailed()).isFalse();
        }

        @Test
        void movingAwscurrentToThePendingVersionIsHowARotationEnds() {
            Secret filled = next(SecretValues.put(rotating, RDS, value(2), List.of(AWSPENDING), LATER));

            Decision<Secret, Stored> decision = SecretValues.moveLabel(
                    filled, RDS, AWSCURRENT, Optional.of(token(1)), Optional.of(token(2)), LATER);

            assertThat(decision.events()).containsExactly(updated(AWSCURRENT, 2));
            assertThat(labels(next(decision), 2)).containsExactlyInAnyOrder(AWSCURRENT, AWSPENDING);
            assertThat(next(decision).rotation().underWay()).isTrue();
        }

        @Test
        void aCustomLabelLeavesTheRotationAlone() {
            assertThat(SecretValues.put(rotating, RDS, value(3), List.of("BLUE"), LATER)
                            .events())
                    .containsExactly(updated("BLUE", 3));
        }
    }

    @Nested
    class Telling {

        @Test
        void aNewValueTellsOfEachLabelThatMovedToIt() {
            assertThat(put(created(), 2).events()).containsExactly(updated(AWSCURRENT, 2));
            assertThat(put(created(), 2, AWSCURRENT, "BLUE").events())
                    .containsExactlyInAnyOrder(updated(AWSCURRENT, 2), updated("BLUE", 2));
            assertThat(update(created(), Optional.empty(), Optional.of(value(2)))
                            .events())
                    .containsExactly(updated(AWSCURRENT, 2));
        }

        @Test
        void aLabelThatIsMovedByHandIsTold() {
            Secret labelled = next(put(created(), 2, "BLUE"));

            assertThat(SecretValues.moveLabel(
                                    labelled, PERSON, "BLUE", Optional.of(token(2)), Optional.of(token(1)), LATER)
                            .events())
                    .containsExactly(updated("BLUE", 1));
        }

        @Test
        void aLabelThatIsTakenAwayIsNotTold() {
            Secret labelled = next(put(created(), 2, "BLUE"));

            assertThat(SecretValues.moveLabel(labelled, PERSON, "BLUE", Optional.of(token(2)), Optional.empty(), LATER)
                            .events())
                    .isEmpty();
        }

        @Test
        void neitherDetailsNorAwspendingAreTold() {
            assertThat(update(created(), Optional.of("text"), Optional.empty()).events())
                    .isEmpty();
            assertThat(put(created(), 2, AWSPENDING).events()).isEmpty();
        }
    }

    private static DomainEvent updated(String label, int version) {
        return new DomainEvent.LabelUpdated(ID, ARN, label, token(version));
    }
}
