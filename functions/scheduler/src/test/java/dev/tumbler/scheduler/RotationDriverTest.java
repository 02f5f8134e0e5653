package dev.tumbler.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.secret.Version;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** Who runs the steps of a rotation, and what becomes of it when it is cancelled meanwhile. */
class RotationDriverTest extends RotatingSecret {
    private static final Duration LEASE = Duration.ofMinutes(15);

    @Test
    void aStartedRotationRunsTheFourStepsInOrder() {
        create();
        String token = startRotation();
        assertThat(driver.run(ID).await().atMost(Duration.ofSeconds(10))).isTrue();
        assertThat(invoked).containsExactly(Step.values());
        assertRotated(token);
        assertThat(events).hasAtLeastOneElementOfType(DomainEvent.RotationSucceeded.class);
    }

    @Test
    void eachFailedAttemptIsLoggedWithItsNumberAndReason() {
        create();
        startRotation();
        List<String> logged = logged(() -> {
            for (int attempt = 0; attempt < 5; attempt++) {
                failing.add(Step.SET_SECRET);
                attend();
                clock.advance(Duration.ofMinutes(10));
            }
        });

        assertThat(logged)
                .startsWith(
                        "Rotation of rds!db-1: attempt 1 of 5 failed in setSecret: the database is away",
                        "Rotation of rds!db-1: attempt 2 of 5 failed in setSecret: the database is away")
                .endsWith("Rotation of rds!db-1: attempt 5 of 5 failed in setSecret: the database is away")
                .hasSize(5);
    }

    @Test
    void stepsThatRunAndMoveNothingAreLogged() {
        create();
        startRotation();
        RotationDriver idle = new RotationDriver(
                store, stopped, (step, run) -> Uni.createFrom().voidItem(), clock);

        List<String> logged = logged(() -> idle.run(ID).await().atMost(Duration.ofSeconds(10)));

        assertThat(logged).containsExactly("Rotation of rds!db-1: attempt 1 of 5 ran all steps and did not complete");
    }

    /** What the driver logs meanwhile. */
    private static List<String> logged(Runnable actions) {
        List<String> messages = new CopyOnWriteArrayList<>();
        Handler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord logRecord) {
                messages.add(new PatternFormatter("%s").format(logRecord));
            }
        };
        Logger logger = Logger.getLogger(RotationDriver.class.getName());
        logger.addHandler(handler);
        try {
            actions.run();
        } finally {
            logger.removeHandler(handler);
        }
        return messages;
    }

    @Test
    void twoDriversOfOneProcessRunOneRotation() {
        create();
        startRotation();
        CompletableFuture<Void> held = new CompletableFuture<>();
        gate = Uni.createFrom().completionStage(held);
        CompletableFuture<Boolean> first = driver.run(ID).subscribeAsCompletionStage();
        assertThat(driver.run(ID).await().atMost(Duration.ofSeconds(10))).isFalse();
        held.complete(null);
        assertThat(first.join()).isTrue();
        assertThat(invoked).hasSize(4);
    }

    @Test
    void aRotationThatADriverOfAnotherProcessRunsIsLeftToItUntilItsLeaseEnds() {
        create();
        String token = startRotation();
        CompletableFuture<Void> reached = new CompletableFuture<>();
        gate = Uni.createFrom().emitter(hanging -> reached.complete(null));
        CompletableFuture<Boolean> cutOff = elsewhere().run(ID).subscribeAsCompletionStage();
        assertThat(reached).succeedsWithin(Duration.ofSeconds(10));

        gate = Uni.createFrom().voidItem();
        clock.advance(LEASE.minusMillis(1));
        attend();
        assertThat(elsewhere().run(ID).await().atMost(Duration.ofSeconds(10))).isFalse();
        assertThat(invoked).hasSize(2);

        clock.advance(Duration.ofMillis(1));
        assertThat(elsewhere().run(ID).await().atMost(Duration.ofSeconds(10))).isTrue();
        assertThat(invoked.subList(2, 6)).containsExactly(Step.values());
        assertRotated(token);
        assertThat(cutOff).isNotDone();
    }

    @Test
    void aLeaseDoesNotLengthenThePauseAfterAFailedAttempt() {
        create();
        String token = startRotation();
        failing.add(Step.SET_SECRET);
        RotationDriver leasing = elsewhere();
        assertThat(leasing.run(ID).await().atMost(Duration.ofSeconds(10))).isFalse();

        clock.advance(Duration.ofSeconds(1));
        assertThat(leasing.run(ID).await().atMost(Duration.ofSeconds(10))).isTrue();
        assertRotated(token);
    }

    /** A driver as it is deployed, beside others that it cannot see. */
    private RotationDriver elsewhere() {
        StepInvoker leasing = new StepInvoker() {
            @Override
            public Uni<Void> invoke(Step step, RotationRun run) {
                return step(step, run);
            }

            @Override
            public Duration lease() {
                return LEASE;
            }
        };
        return new RotationDriver(store, stopped, leasing, clock);
    }

    @Test
    void aRotationThatIsCancelledWhileAStepRunsEndsThereAndNothingIsStuck() {
        create();
        String token = startRotation();
        Optional<String> before = secret().versions().current().map(Version::id);
        gate = Uni.createFrom()
                .item(() -> update(secret -> SecretRotation.cancel(secret, clock.instant())))
                .replaceWithVoid();

        assertThat(driver.run(ID).await().atMost(Duration.ofSeconds(10))).isFalse();
        assertThat(invoked).as("the next step sees that it is off").hasSize(3);
        assertThat(secret().rotation().status()).isEqualTo(RotationStatus.IDLE);
        assertThat(secret().versions().current().map(Version::id)).isEqualTo(before);
        assertThat(secret().versions().holder("AWSPENDING").map(Version::id)).contains(token);
        clock.advance(Duration.ofDays(30));
        attend();
        assertThat(invoked).as("nothing is due while it is off").hasSize(3);
    }

    @Test
    void aCancelledRotationIsTakenUpWithItsPendingValueWhenItsOwnerRotatesAgain() {
        aRotationThatIsCancelledWhileAStepRunsEndsThereAndNothingIsStuck();
        gate = Uni.createFrom().voidItem();
        String pending = secret().versions().holder("AWSPENDING").orElseThrow().id();
        update(secret -> SecretRotation.startOrResume(secret, UUID.randomUUID().toString(), clock.instant()));
        attend();
        assertRotated(pending);
        assertThat(secret().rotation().enabled()).contains(true);
    }

    @Test
    void aRotationThatIsCancelledWhileItWaitsIsNotRepeated() {
        create();
        startRotation();
        failing.add(Step.SET_SECRET);
        attend();
        update(secret -> SecretRotation.cancel(secret, clock.instant()));
        clock.advance(Duration.ofMinutes(1));
        attend();
        assertThat(invoked).hasSize(2);
        assertThat(secret().rotation().status()).isEqualTo(RotationStatus.IDLE);
    }
}
