package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.WEEKLY;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.failed;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.managed;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.rotating;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Samples.values;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SecretRotationTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));
    private static final DomainEvent STARTED = new DomainEvent.RotationStarted(ID, ARN, token(2));
    private static final String UNFINISHED = "A previous rotation isn't complete. That rotation will be reattempted.";

    /** What createSecret and finishSecret leave behind. */
    private static Secret finished() {
        Secret filled = next(SecretValues.put(rotating(), RDS, value(2), List.of(AWSPENDING), LATER));
        return next(
                SecretValues.moveLabel(filled, RDS, AWSCURRENT, Optional.of(token(1)), Optional.of(token(2)), LATER));
    }

    private static Secret rotated() {
        return next(SecretRotation.stepsRan(Optional.of(finished()), token(2), LATER));
    }

    @Nested
    class Rotate {

        @Test
        void aSecretThatNobodyManagesAndNoFunctionRotatesIsRefused() {
            assertThat(refusal(() -> SecretRotation.rotate(created(), token(2), RotationSettings.rules(WEEKLY), LATER)))
                    .hasMessage("No Lambda rotation function ARN is associated with this secret.")
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }

        @Test
        void newRulesAreStoredAndTheRotationStarts() {
            Decision<Secret, Secret> decision = SecretRotation.rotate(
                    managed(), token(2), RotationSettings.rules(RotationRules.afterDays(3)), LATER);

            assertThat(next(decision).rotation().rules()).contains(RotationRules.afterDays(3));
            assertThat(next(decision).rotation().underWay()).isTrue();
            assertThat(decision.events()).containsExactly(STARTED);
        }

        @Test
        void withoutRulesTheStoredOnesStay() {
            assertThat(next(SecretRotation.rotate(managed(), token(2), RotationSettings.NONE, LATER))
                            .rotation()
                            .rules())
                    .contains(WEEKLY);
        }

        @Test
        void notImmediatelyMeansOnlyTheRules() {
            Decision<Secret, Secret> decision =
                    SecretRotation.configure(managed(), RotationSettings.rules(RotationRules.afterDays(3)), LATER);

            assertThat(next(decision).rotation().rules()).contains(RotationRules.afterDays(3));
            assertThat(next(decision).versions()).isEqualTo(managed().versions());
            assertThat(decision.events()).isEmpty();
        }

        @Test
        void aRefusedCallStoresNoRules() {
            assertThat(refusal(() -> SecretRotation.rotate(
                            rotating(), token(3), RotationSettings.rules(RotationRules.afterDays(3)), LATER)))
                    .hasMessage(UNFINISHED)
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }

        @Test
        void theSameCallAgainAnswersWithWhatIsStored() {
            Decision<Secret, Secret> decision = SecretRotation.rotate(
                    rotating(), token(2), RotationSettings.rules(RotationRules.afterDays(3)), LATER);

            assertThat(keeps(decision)).isTrue();
            assertThat(decision.answer()).isEqualTo(rotating());
        }

        @Test
        void theSameCallAgainAfterTheRotationChangesNothing() {
            Decision<Secret, Secret> decision =
                    SecretRotation.rotate(rotated(), token(2), RotationSettings.NONE, LATER.plusSeconds(60));

            assertThat(keeps(decision)).isTrue();
            assertThat(decision.answer()).isEqualTo(rotated());
        }

        @Test
        void aSecretThatIsScheduledForDeletionDoesNotRotate() {
            Secret deleted = next(SecretLifecycle.schedule(managed(), RDS, Optional.empty(), NOW));

            assertThat(refusal(() -> SecretRotation.rotate(deleted, token(2), RotationSettings.NONE, LATER)))
                    .hasMessage("You can't perform this operation on the secret because it was marked for deletion.");
        }
    }

    @Nested
    class Start {

        @Test
        void thePendingVersionIsThereBeforeItsValue() {
            Version pending = rotating().versions().find(token(2)).orElseThrow();

            assertThat(pending.labels()).containsExactly(AWSPENDING);
            assertThat(pending.hasValue()).isFalse();
            assertThat(values(SecretRotation.start(managed(), token(2), NOW))).isEmpty();
            assertThat(rotating().versions().current()).map(Version::id).contains(token(1));
        }

        @Test
        void oneRotationAtATime() {
            assertThat(refusal(() -> SecretRotation.start(rotating(), token(3), LATER)))
                    .hasMessage(UNFINISHED)
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }

        @Test
        void aPendingVersionThatSomebodyLeftBehindIsInTheWay() {
            Secret left = next(SecretValues.put(managed(), RDS, value(2), List.of(AWSPENDING), LATER));

            assertThat(refusal(() -> SecretRotation.start(left, token(3), LATER)))
                    .hasMessage(UNFINISHED);
        }

        @Test
        void awspendingOnTheCurrentVersionIsNotInTheWay() {
            Secret left = next(
                    SecretValues.moveLabel(managed(), RDS, AWSPENDING, Optional.empty(), Optional.of(token(1)), NOW));

            Secret next = next(SecretRotation.start(left, token(2), LATER));

            assertThat(next.versions().pending()).map(Version::id).contains(token(2));
        }

        @Test
        void aTokenOfAVersionWithAValueNeverTakesThatValueAway() {
            Secret two = next(SecretValues.put(managed(), RDS, value(2), List.of(), NOW));

            assertThat(keeps(SecretRotation.start(two, token(1), LATER))).isTrue();
            assertThat(keeps(SecretRotation.start(two, token(2), LATER))).isTrue();
        }

        @Test
        void theSameCallAgainDoesNotReviveARotationThatWasAbandoned() {
            Secret abandoned = next(SecretValues.moveLabel(
                    rotating(), RDS, AWSPENDING, Optional.of(token(2)), Optional.empty(), LATER));

            assertThat(keeps(SecretRotation.start(abandoned, token(2), LATER))).isTrue();
        }
    }

    @Nested
    class Steps {

        @Test
        void theRotationIsDoneOnceAwscurrentStandsOnItsVersion() {
            Decision<Secret, Boolean> decision = SecretRotation.stepsRan(Optional.of(finished()), token(2), LATER);

            assertThat(decision.answer()).isTrue();
            assertThat(decision.events()).containsExactly(new DomainEvent.RotationSucceeded(ID, ARN, token(2)));
            assertThat(rotated().versions().find(token(1)).orElseThrow().labels())
                    .containsExactly(AWSPREVIOUS);
            assertThat(rotated().versions().find(token(2)).orElseThrow().labels())
                    .containsExactly(AWSCURRENT);
            assertThat(rotated().rotation().lastRotated()).contains(LATER);
        }

        @Test
        void awspendingThatMovedOnIsLeftWhereItIs() {
            Secret next = next(SecretValues.put(finished(), RDS, value(3), List.of(AWSPENDING), LATER));

            assertThat(next(SecretRotation.stepsRan(Optional.of(next), token(2), LATER))
                            .versions()
                            .pending())
                    .map(Version::id)
                    .contains(token(3));
        }

        @Test
        void stepsThatMovedNothingAreAFailedAttempt() {
            Decision<Secret, Boolean> decision = SecretRotation.stepsRan(Optional.of(rotating()), token(2), LATER);

            assertThat(decision.answer()).isFalse();
            assertThat(next(decision).due()).contains(LATER.plusSeconds(1));
        }

        @Test
        void whatIsSaidOfAnotherRotationIsNotHeard() {
            assertThat(keeps(SecretRotation.stepsRan(Optional.of(rotating()), token(3), LATER)))
                    .isTrue();
            assertThat(keeps(SecretRotation.attemptFailed(Optional.of(rotating()), token(3), "why", LATER)))
                    .isTrue();
            assertThat(keeps(SecretRotation.stepsRan(Optional.of(rotated()), token(2), LATER)))
                    .isTrue();
            assertThat(keeps(SecretRotation.stepsRan(Optional.empty(), token(2), LATER)))
                    .isTrue();
        }
    }

    @Nested
    class Resume {

        @Test
        void aRotationThatWasCutOffGoesOnUnderItsToken() {
            Decision<Secret, Optional<RotationRun>> decision =
                    SecretRotation.resume(Optional.of(rotating()), Duration.ZERO, LATER);

            assertThat(decision.answer()).contains(new RotationRun(ARN, token(2), Optional.empty(), false, 1));
            assertThat(keeps(decision)).isTrue();
        }

        @Test
        void aRotationThatWaitsGoesOnAfterItsPauseAndNotBefore() {
            Optional<Secret> waiting =
                    Optional.of(next(SecretRotation.attemptFailed(Optional.of(rotating()), token(2), "why", LATER)));

            assertThat(keeps(SecretRotation.resume(waiting, Duration.ZERO, LATER.plusMillis(999))))
                    .isTrue();
            assertThat(SecretRotation.resume(waiting, Duration.ZERO, LATER.plusMillis(999))
                            .answer())
                    .isEmpty();
            assertThat(SecretRotation.resume(waiting, Duration.ZERO, LATER.plusSeconds(1))
                            .answer())
                    .contains(new RotationRun(ARN, token(2), Optional.empty(), false, 2));
        }

        @Test
        void whileALeaseLastsNobodyElseTakesARotationUp() {
            Duration lease = Duration.ofMinutes(15);
            Decision<Secret, Optional<RotationRun>> first =
                    SecretRotation.resume(Optional.of(rotating()), lease, LATER);
            Optional<Secret> taken = Optional.of(next(first));

            assertThat(first.answer()).isPresent();
            assertThat(taken.get().due()).contains(LATER.plus(lease));
            Instant before = LATER.plus(lease).minusMillis(1);
            assertThat(SecretRotation.resume(taken, lease, before).answer()).isEmpty();
            assertThat(SecretRotation.resume(taken, Duration.ZERO, before).answer())
                    .isEmpty();
            assertThat(SecretRotation.resume(taken, lease, LATER.plus(lease)).answer())
                    .isPresent();
        }

        @Test
        void whereNothingIsUnderWayNothingIsTakenUp() {
            assertThat(SecretRotation.resume(Optional.empty(), Duration.ZERO, LATER)
                            .answer())
                    .isEmpty();
            assertThat(SecretRotation.resume(Optional.of(managed()), Duration.ZERO, LATER)
                            .answer())
                    .isEmpty();
            assertThat(SecretRotation.resume(Optional.of(failed(LATER)), Duration.ZERO, LATER)
                            .answer())
                    .isEmpty();
        }
    }

    /** The secret of a managed master password names its database in a tag. */
    @Nested
    class OfADatabase {
        private static final String DATABASE = "arn:aws:rds:eu-central-1:123456789012:db:orders";

        private static Secret tagged(Secret secret) {
            Details details = secret.details();
            Map<String, String> tags = Map.of("aws:rds:primaryDBInstanceArn", DATABASE);
            return secret.with(
                    new Details(details.description(), details.kmsKeyId(), details.owningService(), Optional.of(tags)));
        }

        private static List<String> told(Decision<Secret, Boolean> decision) {
            return decision.events().stream()
                    .filter(DomainEvent.DatabaseTold.class::isInstance)
                    .map(event -> ((DomainEvent.DatabaseTold) event).event())
                    .map(event -> event.source().arn() + " " + event.eventId() + " " + event.message())
                    .toList();
        }

        @Test
        void theResetOfItsPasswordIsTold() {
            assertThat(told(SecretRotation.stepsRan(Optional.of(tagged(finished())), token(2), LATER)))
                    .containsExactly(DATABASE + " RDS-EVENT-0016 Reset master credentials.");
        }

        @Test
        void aFailureIsToldOnceEveryTryHasFailed() {
            Secret rotating = tagged(rotating());
            assertThat(told(SecretRotation.attemptFailed(Optional.of(rotating), token(2), "why", LATER)))
                    .isEmpty();
            Secret last = rotating.with(new Rotation(
                    rotating.rotation().enabled(),
                    rotating.rotation().settings(),
                    Optional.empty(),
                    rotating.rotation().status(),
                    Optional.of(new Rotation.Attempt(token(2), Rotation.MOST_TRIES, NOW))));
            assertThat(told(SecretRotation.attemptFailed(Optional.of(last), token(2), "why", LATER)))
                    .containsExactly(
                            DATABASE + " RDS-EVENT-0067 Unable to reset your password. Error information: why.");
        }
    }

    @Nested
    class Failure {
        private final Secret failed = failed(LATER);

        @Test
        void theLastFailureIsToldWithItsReason() {
            Secret last = rotating()
                    .with(new Rotation(
                            managed().rotation().enabled(),
                            managed().rotation().settings(),
                            Optional.empty(),
                            rotating().rotation().status(),
                            Optional.of(new Rotation.Attempt(token(2), Rotation.MOST_TRIES, NOW))));

            assertThat(SecretRotation.attemptFailed(Optional.of(last), token(2), "why", LATER)
                            .events())
                    .containsExactly(new DomainEvent.RotationFailed(ID, ARN, token(2), "why"));
            assertThat(SecretRotation.attemptFailed(Optional.of(rotating()), token(2), "why", LATER)
                            .events())
                    .isEmpty();
        }

        @Test
        void theCurrentValueIsUntouchedAndThePendingOneStays() {
            assertThat(failed.rotationFailed()).isTrue();
            assertThat(failed.versions()).isEqualTo(rotating().versions());
            assertThat(failed.rotation().lastRotated()).isEmpty();
        }

        @Test
        void rotateSecretTakesItUpUnderTheTokenThatFailed() {
            Decision<Secret, Secret> decision = SecretRotation.rotate(failed, token(3), RotationSettings.NONE, LATER);

            assertThat(decision.events()).containsExactly(STARTED);
            assertThat(next(decision).rotation().attempt()).contains(new Rotation.Attempt(token(2), 1, LATER));
        }

        @Test
        void theOwnerHealsItUnderTheTokenThatFailedSoThatThePendingValueRollsForward() {
            Decision<Secret, Secret> decision = SecretRotation.startOrResume(failed, token(3), LATER);

            assertThat(decision.events()).containsExactly(STARTED);
            assertThat(next(decision).versions()).isEqualTo(failed.versions());
            assertThat(next(decision).rotation().attempt()).contains(new Rotation.Attempt(token(2), 1, LATER));
        }

        @Test
        void theOwnerStartsANewRotationWhereNoneFailed() {
            assertThat(SecretRotation.startOrResume(managed(), token(2), LATER).events())
                    .containsExactly(STARTED);
            assertThat(refusal(() -> SecretRotation.startOrResume(rotating(), token(3), LATER)))
                    .hasMessage(UNFINISHED);
        }

        @Test
        void takingAwspendingAwayLetsTheNextRotationStart() {
            Secret cleared = next(
                    SecretValues.moveLabel(failed, RDS, AWSPENDING, Optional.of(token(2)), Optional.empty(), LATER));

            assertThat(cleared.rotationFailed()).isFalse();
            assertThat(SecretRotation.rotate(cleared, token(3), RotationSettings.NONE, LATER)
                            .events())
                    .hasSize(1);
        }
    }
}
