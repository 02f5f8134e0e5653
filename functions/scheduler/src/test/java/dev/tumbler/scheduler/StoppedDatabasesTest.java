package dev.tumbler.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.embedded.EmbeddedTable;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rotation of a stopped database's secret waits, and that costs it none of its attempts. */
class StoppedDatabasesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final DatabaseId INSTANCE =
            new DatabaseId(DatabaseKind.INSTANCE, "123456789012", "us-east-1", "orders");
    private static final DatabaseId CLUSTER =
            new DatabaseId(DatabaseKind.CLUSTER, "123456789012", "us-east-1", "orders");
    private static final SecretId SECRET = new SecretId("123456789012", "us-east-1", "rds!db-1");
    private static final SealedValue SEALED =
            new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[] {1});

    private final EmbeddedTable table = EmbeddedTable.inMemory();
    private final SecretStore secrets = new TableSecretStore(table, EventSink.NOBODY, new SecureRandom());
    private final DatabaseStore instances =
            new TableDatabaseStore(table, EventSink.NOBODY, InstantSource.fixed(NOW), new SecureRandom());
    private final List<Step> invoked = new CopyOnWriteArrayList<>();
    private final StoppedDatabases stopped = new StoppedDatabases(secrets, instances);
    private final RotationDriver driver =
            new RotationDriver(secrets, stopped, (step, run) -> step(step), InstantSource.fixed(NOW));

    private Uni<Void> step(Step step) {
        invoked.add(step);
        return Uni.createFrom().voidItem();
    }

    @BeforeEach
    void startRotation() {
        startRotation(SECRET, INSTANCE);
    }

    private void startRotation(SecretId secret, DatabaseId database) {
        Details details = new Details(
                Optional.empty(),
                Optional.empty(),
                Optional.of("rds"),
                Optional.of(Map.of(database.kind().secretTag(), database.arn())));
        NewValue value = new NewValue("one", SEALED, Optional.empty(), NewValue.Existing.NONE);
        NewSecret wanted =
                new NewSecret(secret, "abcdef", details, Optional.of(value), Optional.of(RotationRules.afterDays(7)));
        secrets.update(secret, stored -> SecretLifecycle.create(stored, wanted, NOW))
                .toCompletableFuture()
                .join();
        secrets.update(secret, stored -> SecretRotation.start(stored.orElseThrow(), "two", NOW))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        table.close();
    }

    private void store(DatabaseStatus status) {
        store(INSTANCE, status);
    }

    private void store(DatabaseId id, DatabaseStatus status) {
        Database database = new Database(
                id,
                "db-1",
                new Database.Engine("postgres", "18", "18.6"),
                Optional.empty(),
                Optional.empty(),
                5432,
                SEALED,
                new MasterUser("owner", Optional.empty(), Optional.empty(), List.of()),
                status,
                new Database.Settings(Optional.of("db.t4g.micro"), Database.Storage.of(20), false, 1, Map.of()),
                List.of(),
                NOW,
                Optional.of(NOW),
                Optional.empty());
        instances
                .update(id, stored -> Decision.write(database, true))
                .toCompletableFuture()
                .join();
    }

    private void run() {
        driver.run(SECRET).await().atMost(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "STOPPED", "STARTING", "REBOOTING"})
    void whileTheDatabaseIsDownNoStepRuns(DatabaseStatus status) {
        store(status);
        run();
        assertThat(invoked).isEmpty();
        assertThat(secrets.current(SECRET).toCompletableFuture().join())
                .hasValueSatisfying(current ->
                        assertThat(current.secret().rotation().status()).isEqualTo(RotationStatus.RUNNING));
    }

    @Test
    void onceTheDatabaseIsBackTheStepsRun() {
        store(DatabaseStatus.STOPPED);
        run();
        store(DatabaseStatus.AVAILABLE);
        run();
        assertThat(invoked).containsExactly(Step.values());
    }

    @Test
    void theRotationOfAClusterWaitsForTheClusterAndNotForAnInstanceOfItsName() {
        SecretId secret = new SecretId("123456789012", "us-east-1", "rds!cluster-1");
        startRotation(secret, CLUSTER);
        store(CLUSTER, DatabaseStatus.STOPPED);
        store(INSTANCE, DatabaseStatus.AVAILABLE);

        driver.run(secret).await().atMost(Duration.ofSeconds(10));
        assertThat(invoked).isEmpty();
    }

    @Test
    void aDatabaseThatIsGoneHoldsNothingUp() {
        run();
        assertThat(invoked).containsExactly(Step.values());
    }

    private DatabaseStatus afterStartOfWhatIsDueAt(Instant now) {
        stopped.startDue(now).await().atMost(Duration.ofSeconds(10));
        return instances
                .get(INSTANCE)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .status();
    }

    @Test
    void aDatabaseIsStartedWhenItWasStoppedForSevenDays() {
        store(DatabaseStatus.STOPPED);
        assertThat(afterStartOfWhatIsDueAt(NOW.minusNanos(1))).isEqualTo(DatabaseStatus.STOPPED);
        assertThat(afterStartOfWhatIsDueAt(NOW)).isEqualTo(DatabaseStatus.STARTING);
    }
}
