package dev.tumbler.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.ReplicationProgress;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.embedded.EmbeddedTable;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rotations and deletions as time goes by, over the real store with a clock that the test moves. */
class SchedulerTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final SecretId ID = new SecretId("123456789012", "us-east-1", "rds!db-1");
    private static final Caller RDS = new Caller("123456789012", "us-east-1", "arn:rds", "AROARDS", Optional.of("rds"));

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:rotate";
    private static final RotationSettings FUNCTION_DAILY =
            new RotationSettings(Optional.of(FUNCTION), Optional.of(RotationRules.afterDays(1)));

    private final MutableClock clock = new MutableClock(START);
    private final EmbeddedTable table = EmbeddedTable.inMemory();
    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    private final SecretStore store = new TableSecretStore(table, EventSink.to(events::addAll), new SecureRandom());
    private final List<Step> invoked = new CopyOnWriteArrayList<>();
    private final List<Step> failing = new ArrayList<>();
    private volatile Uni<Void> gate = Uni.createFrom().voidItem();
    private final DatabaseStore instances =
            new TableDatabaseStore(table, EventSink.to(events::addAll), clock, new SecureRandom());
    private final StoppedDatabases stopped = new StoppedDatabases(store, instances);
    private final RotationDriver driver = new RotationDriver(store, stopped, this::step, clock);
    private final Scheduler scheduler = new Scheduler(store, driver, stopped, clock);

    @AfterEach
    void close() {
        table.close();
    }

    /** A step in miniature: createSecret fills the pending version, finishSecret makes it current. */
    private Uni<Void> step(Step step, RotationRun run) {
        String token = run.token();
        invoked.add(step);
        if (!secret().rotation().enabled().orElse(true)) {
            return Uni.createFrom().failure(new IllegalStateException("Secret is not enabled for rotation"));
        }
        if (failing.remove(step)) {
            return Uni.createFrom().failure(new IllegalStateException("the database is away"));
        }
        return switch (step) {
            case CREATE_SECRET -> Uni.createFrom().item(fill(token)).replaceWithVoid();
            case FINISH_SECRET -> Uni.createFrom().item(finish(token)).replaceWithVoid();
            case SET_SECRET, TEST_SECRET -> gate;
        };
    }

    private Secret fill(String token) {
        boolean filled = secret().versions().find(token).orElseThrow().hasValue();
        NewValue value = value(token, filled ? NewValue.Existing.SAME : NewValue.Existing.NONE);
        return update(secret -> SecretValues.put(secret, RDS, value, List.of("AWSPENDING"), clock.instant()))
                .secret();
    }

    private Secret finish(String token) {
        Optional<String> current = secret().versions().current().map(Version::id);
        return update(secret ->
                        SecretValues.moveLabel(secret, RDS, "AWSCURRENT", current, Optional.of(token), clock.instant()))
                .secret();
    }

    private static NewValue value(String token, NewValue.Existing existing) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        SealedValue sealed = new SealedValue(SealedValue.Kind.STRING, "key", bytes, bytes, bytes);
        return new NewValue(token, sealed, Optional.empty(), existing);
    }

    private <R> R update(Function<Secret, Decision<Secret, R>> decide) {
        return store.update(ID, stored -> decide.apply(stored.orElseThrow()))
                .toCompletableFuture()
                .join();
    }

    private Secret secret() {
        return store.current(ID).toCompletableFuture().join().orElseThrow().secret();
    }

    private void create() {
        create(Optional.of("rds"));
    }

    private void create(Optional<String> owner) {
        Details details = new Details(Optional.empty(), Optional.empty(), owner, Optional.empty());
        NewSecret wanted = new NewSecret(
                ID,
                "abcdef",
                details,
                Optional.of(value(UUID.randomUUID().toString(), NewValue.Existing.NONE)),
                owner.map(any -> RotationRules.afterDays(7)));
        store.update(ID, stored -> SecretLifecycle.create(stored, wanted, clock.instant()))
                .toCompletableFuture()
                .join();
    }

    private String startRotation() {
        String token = UUID.randomUUID().toString();
        update(secret -> SecretRotation.start(secret, token, clock.instant()));
        return token;
    }

    private void attend() {
        scheduler.attend().await().atMost(Duration.ofSeconds(10));
    }

    private void assertRotated(String token) {
        assertThat(secret().versions().current().map(Version::id)).contains(token);
        assertThat(secret().rotation().status()).isEqualTo(RotationStatus.IDLE);
        assertThat(secret().rotation().lastRotated()).contains(clock.instant());
        assertThat(secret().versions().holder("AWSPENDING")).isEmpty();
    }

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
        assertThat(invoked).containsExactly(Step.values());
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
        assertThat(invoked).as("on Sunday at 18:00").containsExactly(Step.values());
        clock.advance(Duration.ofDays(7));
        attend();
        assertThat(invoked).as("a week later").hasSize(8);
    }

    private void rotate(RotationSettings wanted) {
        update(secret -> SecretRotation.rotate(secret, UUID.randomUUID().toString(), wanted, clock.instant()));
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
