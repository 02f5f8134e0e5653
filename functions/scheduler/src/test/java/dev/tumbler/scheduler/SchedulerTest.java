package dev.tumbler.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.ReplicationProgress;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.secret.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rotations and deletions as time goes by. */
class SchedulerTest extends RotatingSecret {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:rotate";
    private static final RotationSettings FUNCTION_DAILY =
            new RotationSettings(Optional.of(FUNCTION), Optional.of(RotationRules.afterDays(1)));

    @Test
    void aRotationThatWasCutOffIsFoundAndFinished() {
        create();
        String token = startRotation();
        fill(token);
        attend();
        assertRotated(token);
    }

    @Test
    void aFailedAttemptIsRepeatedFromTheFirstStepAfterAPause() {
        create();
        String token = startRotation();
        failing.add(Step.SET_SECRET);
        attend();
        assertThat(secret().rotation().status()).isEqualTo(RotationStatus.WAITING);

        attend();
        assertThat(invoked).as("nothing runs before the pause is over").hasSize(2);

        clock.advance(Duration.ofSeconds(1));
        attend();
        assertThat(invoked.subList(2, 6)).containsExactly(Step.values());
        assertRotated(token);
    }

    @Test
    void aRotationThatKeepsFailingEndsAndSaysWhy() {
        create();
        String token = startRotation();
        Optional<String> before = secret().versions().current().map(Version::id);
        for (int attempt = 0; attempt < Rotation.MOST_TRIES; attempt++) {
            failing.add(Step.TEST_SECRET);
            attend();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(secret().rotation().status()).isEqualTo(RotationStatus.FAILED);
        assertThat(secret().versions().current().map(Version::id)).isEqualTo(before);
        assertThat(secret().versions().holder("AWSPENDING").map(Version::id)).contains(token);
        assertThat(events)
                .filteredOn(DomainEvent.RotationFailed.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((DomainEvent.RotationFailed) event).reason())
                        .isEqualTo("Error during testSecret step: the database is away"));
    }

    @Test
    void aFailedRotationThatIsStartedAgainKeepsItsPendingValue() {
        aRotationThatKeepsFailingEndsAndSaysWhy();
        String pending = secret().versions().holder("AWSPENDING").orElseThrow().id();
        update(secret -> SecretRotation.startOrResume(secret, UUID.randomUUID().toString(), clock.instant()));
        attend();
        assertRotated(pending);
    }

    @Test
    void aScheduleStartsARotationOnTheSeventhDayAndNotBefore() {
        create();
        clock.advance(Duration.ofDays(6));
        attend();
        assertThat(invoked).isEmpty();

        clock.advance(Duration.ofDays(1));
        attend();
        assertThat(invoked).as("whoever is told of it runs it").isEmpty();
        assertThat(events).hasAtLeastOneElementOfType(DomainEvent.RotationStarted.class);
        attend();
        assertThat(invoked).as("and if nobody was, the next round").containsExactly(Step.values());
        assertThat(secret().rotation().lastRotated()).contains(clock.instant());
        attend();
        assertThat(invoked).as("once a week is enough").hasSize(4);
    }

    @Test
    void aFunctionThatFailsIsNamedAsAwsNamesIt() {
        create(Optional.empty());
        rotate(FUNCTION_DAILY);
        for (int attempt = 0; attempt < Rotation.MOST_TRIES; attempt++) {
            failing.add(Step.SET_SECRET);
            attend();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(events)
                .filteredOn(DomainEvent.RotationFailed.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((DomainEvent.RotationFailed) event).reason())
                        .isEqualTo("Error when executing lambda " + FUNCTION + " during setSecret step"));
    }

    @Test
    void aTestRunsTestSecretAloneAndLeavesNothingBehind() {
        create(Optional.empty());
        String token = UUID.randomUUID().toString();
        Optional<SealedValue> copy =
                Optional.of(value(token, NewValue.Existing.NONE).sealed());
        update(secret -> SecretRotation.test(secret, token, FUNCTION_DAILY, copy, clock.instant()));

        attend();

        assertThat(invoked).containsExactly(Step.TEST_SECRET);
        assertThat(secret().versions().find(token)).isEmpty();
        assertThat(store.value(ID, token).toCompletableFuture().join()).isEmpty();
        assertThat(events).hasAtLeastOneElementOfType(DomainEvent.TestRotationSucceeded.class);
        attend();
        assertThat(invoked).as("a test is over once it has run").hasSize(1);
    }

    @Test
    void aCronScheduleFiresOnceInEachWindow() {
        create(Optional.empty());
        RotationRules sixOnSundays =
                new RotationRules(Optional.empty(), Optional.of("cron(0 18 ? * SUN *)"), Optional.empty());
        rotate(new RotationSettings(Optional.of(FUNCTION), Optional.of(sixOnSundays)));
        attend();
        invoked.clear();

        clock.advance(Duration.ofHours(7));
        attend();
        assertThat(invoked).as("on Sunday at 17:00").isEmpty();
        clock.advance(Duration.ofHours(1));
        attend();
        attend();
        attend();
        assertThat(invoked).as("on Sunday at 18:00").containsExactly(Step.values());
        clock.advance(Duration.ofDays(7));
        attend();
        attend();
        assertThat(invoked).as("a week later").hasSize(8);
    }

    private void rotate(RotationSettings wanted) {
        update(secret -> SecretRotation.rotate(secret, UUID.randomUUID().toString(), wanted, clock.instant()));
    }

    @Test
    void aSecretGoesWhenItsRecoveryWindowIsOverAndNotBefore() {
        create();
        update(secret -> SecretLifecycle.schedule(secret, RDS, Optional.of(7L), clock.instant()));
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        attend();
        assertThat(secret().dates().deletion()).isPresent();

        clock.advance(Duration.ofSeconds(1));
        attend();
        assertThat(store.current(ID).toCompletableFuture().join()).isEmpty();
        assertThat(invoked).isEmpty();
    }

    @Test
    void aPrimaryWhoseReplicasAreNotAsItIsIsToldOfUntilTheyAre() {
        create();
        List<ReplicaRegion> paris = List.of(ReplicaRegion.wanted("eu-west-3", Optional.empty(), false));
        Secret primary = update(secret -> SecretReplication.replicate(secret, RDS, paris, clock.instant()));
        ReplicationProgress attempt = new ReplicationProgress(primary, paris.get(0));

        attend();
        assertThat(events).containsExactly(new DomainEvent.ReplicationDue(ID));

        events.clear();
        update(secret -> attempt.failed(Optional.of(secret), "why", clock.instant()));
        attend();
        assertThat(events).as("in the pause after a failure").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        attend();
        assertThat(events).containsExactly(new DomainEvent.ReplicationDue(ID));

        events.clear();
        update(secret -> attempt.copied(Optional.of(secret)));
        attend();
        assertThat(events).isEmpty();
    }
}
