package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.sealed;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Samples.values;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rotation by a function of one's own, and its dry run. */
class FunctionRotationTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:rotate";
    private static final RotationSettings DAILY =
            new RotationSettings(Optional.of(FUNCTION), Optional.of(RotationRules.afterDays(1)));
    private static final String UNFINISHED = "A previous rotation isn't complete. That rotation will be reattempted.";

    private static Secret rotating() {
        return next(SecretRotation.rotate(created(), token(2), DAILY, NOW));
    }

    private static Decision<Secret, Secret> test(Secret secret) {
        return SecretRotation.test(secret, token(2), DAILY, Optional.of(sealed("copy")), NOW);
    }

    private static Secret testing() {
        return next(test(created()));
    }

    private static Secret failed() {
        Instant now = NOW;
        Secret secret = rotating();
        while (!secret.rotationFailed()) {
            secret = next(SecretRotation.attemptFailed(Optional.of(secret), token(2), "why", now));
            now = now.plusSeconds(60);
            Decision<Secret, ?> resumed = SecretRotation.resume(Optional.of(secret), Duration.ZERO, now);
            secret = keeps(resumed) ? secret : next(resumed);
        }
        return secret;
    }

    @Test
    void theSettingsAreStoredAndTheRunNamesTheFunction() {
        assertThat(rotating().rotation().settings()).isEqualTo(DAILY);
        assertThat(SecretRotation.resume(Optional.of(rotating()), Duration.ZERO, NOW)
                        .answer())
                .contains(new RotationRun(ARN, token(2), Optional.of(FUNCTION), false, 1));
    }

    @Test
    void aLaterBareCallKeepsTheFunctionAndTheRules() {
        Secret abandoned = next(SecretValues.put(rotating(), PERSON, value(3), List.of(), NOW));

        Secret again = next(SecretRotation.rotate(abandoned, token(4), RotationSettings.NONE, LATER));

        assertThat(again.rotation().settings()).isEqualTo(DAILY);
        assertThat(again.rotation().status()).isEqualTo(RotationStatus.RUNNING);
    }

    @Test
    void oneThatFailedRefusesTheNextUntilAwspendingIsTakenAway() {
        Secret failed = failed();
        assertThat(refusal(() -> SecretRotation.rotate(failed, token(3), RotationSettings.NONE, LATER)))
                .hasMessage(UNFINISHED);

        Secret cleared = next(
                SecretValues.moveLabel(failed, PERSON, AWSPENDING, Optional.of(token(2)), Optional.empty(), LATER));

        assertThat(SecretRotation.rotate(cleared, token(3), RotationSettings.NONE, LATER)
                        .events())
                .hasSize(1);
    }

    @Test
    void theScheduleTakesUpOneThatFailedUnderItsToken() {
        Secret taken = next(SecretRotation.startIfDue(Optional.of(failed()), token(3), LATER.plus(Duration.ofDays(3))));

        assertThat(taken.rotation().attempt().orElseThrow().token()).isEqualTo(token(2));
    }

    @Nested
    class DryRun {

        @Test
        void aVersionOfItsOwnHoldsTheCopyAndCurrentStays() {
            Decision<Secret, Secret> decision = test(created());

            assertThat(values(decision)).isEqualTo(Map.of(token(2), sealed("copy")));
            assertThat(next(decision).versions().holder(AWSPENDING).map(Version::id))
                    .contains(token(2));
            assertThat(next(decision).versions().current().map(Version::id)).contains(token(1));
            assertThat(decision.events()).containsExactly(new DomainEvent.TestRotationStarted(ID, ARN, token(2)));
        }

        @Test
        void onlyTheTestIsRun() {
            assertThat(SecretRotation.resume(Optional.of(testing()), Duration.ZERO, NOW)
                            .answer())
                    .contains(new RotationRun(ARN, token(2), Optional.of(FUNCTION), true, 1));
        }

        @Test
        void itsEndTakesTheVersionAwayAndKeepsTheSettings() {
            Decision<Secret, Boolean> decision =
                    SecretRotation.tested(Optional.of(testing()), token(2), Optional.empty(), LATER);

            assertThat(next(decision).versions()).isEqualTo(created().versions());
            assertThat(next(decision).rotation().settings()).isEqualTo(DAILY);
            assertThat(next(decision).rotation().status()).isEqualTo(RotationStatus.IDLE);
            assertThat(decision.events()).containsExactly(new DomainEvent.TestRotationSucceeded(ID, ARN, token(2)));
        }

        @Test
        void aFailureIsToldWithItsReason() {
            Decision<Secret, Boolean> decision =
                    SecretRotation.tested(Optional.of(testing()), token(2), Optional.of("why"), LATER);

            assertThat(next(decision).versions()).isEqualTo(created().versions());
            assertThat(decision.answer()).isFalse();
            assertThat(decision.events()).containsExactly(new DomainEvent.TestRotationFailed(ID, ARN, token(2), "why"));
        }

        @Test
        void anotherTokenOrAnEndedTestChangesNothing() {
            assertThat(keeps(SecretRotation.tested(Optional.of(testing()), token(3), Optional.empty(), LATER)))
                    .isTrue();
            assertThat(keeps(SecretRotation.tested(Optional.of(created()), token(2), Optional.empty(), LATER)))
                    .isTrue();
            assertThat(keeps(SecretRotation.tested(Optional.of(rotating()), token(2), Optional.empty(), LATER)))
                    .isTrue();
        }

        @Test
        void theSameCallAgainStartsNoSecondTest() {
            assertThat(keeps(test(testing()))).isTrue();
        }

        @Test
        void aRotationAndATestHoldEachOtherUp() {
            assertThat(refusal(() -> SecretRotation.rotate(testing(), token(3), DAILY, NOW)))
                    .hasMessage(UNFINISHED);
            assertThat(refusal(() -> SecretRotation.test(rotating(), token(3), DAILY, Optional.empty(), NOW)))
                    .hasMessage(UNFINISHED);
        }

        @Test
        void cancellingEndsItWithItsVersion() {
            Secret cancelled = next(SecretRotation.cancel(testing(), LATER));

            assertThat(cancelled.versions()).isEqualTo(created().versions());
            assertThat(cancelled.rotation().underWay()).isFalse();
        }

        @Test
        void aNewValueEndsItWithItsVersion() {
            Secret next = next(SecretValues.put(testing(), PERSON, value(3), List.of(), LATER));

            assertThat(next.versions().find(token(2))).isEmpty();
            assertThat(next.versions().current().map(Version::id)).contains(token(3));
            assertThat(next.rotation().underWay()).isFalse();
        }

        /** A transaction that wrote and deleted one item would be refused. */
        @Test
        void aNewKeyAndANewValueAtOnceSealNothingThatGoesWithTheTest() {
            KeyChange key = new KeyChange(
                    Optional.of("other"),
                    Map.of(token(1), Optional.of(sealed("one")), token(2), Optional.of(sealed("copy"))));
            NewValue value = new NewValue(token(3), sealed("three"), Optional.of("other"), NewValue.Existing.NONE);
            SecretUpdate update = new SecretUpdate(Optional.empty(), Optional.of(key), Optional.of(value));

            Decision<Secret, ?> decision = SecretValues.update(testing(), PERSON, update, LATER);

            assertThat(next(decision).versions().find(token(2))).isEmpty();
            assertThat(((Change.Write<Secret>) decision.change()).resealed()).containsOnlyKeys(token(1));
        }

        @Test
        void aVersionThatSomebodyMadeCurrentStays() {
            Secret moved = next(SecretValues.moveLabel(
                    testing(), PERSON, AWSCURRENT, Optional.of(token(1)), Optional.of(token(2)), LATER));

            Secret tested = next(SecretRotation.tested(Optional.of(moved), token(2), Optional.empty(), LATER));

            assertThat(tested.versions().current().map(Version::id)).contains(token(2));
            assertThat(tested.versions().holder(AWSPENDING)).isEmpty();
        }

        @Test
        void aSecretWithoutAValueIsTestedOnAVersionWithoutOne() {
            Decision<Secret, Secret> decision =
                    SecretRotation.test(Samples.empty(), token(2), DAILY, Optional.empty(), NOW);

            assertThat(values(decision)).isEmpty();
            assertThat(next(decision).versions().find(token(2)).orElseThrow().hasValue())
                    .isFalse();
        }
    }
}
