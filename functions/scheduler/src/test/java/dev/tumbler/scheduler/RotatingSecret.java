package dev.tumbler.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** A secret whose rotation runs over the real store, with a clock that the test moves and steps in miniature. */
abstract class RotatingSecret {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final SecretId ID = new SecretId("123456789012", "us-east-1", "rds!db-1");
    static final Caller RDS = new Caller("123456789012", "us-east-1", "arn:rds", "AROARDS", Optional.of("rds"));

    final MutableClock clock = new MutableClock(START);
    final EmbeddedTable table = EmbeddedTable.inMemory();
    final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    final SecretStore store = new TableSecretStore(table, EventSink.to(events::addAll), new SecureRandom());
    final List<Step> invoked = new CopyOnWriteArrayList<>();
    final List<Step> failing = new ArrayList<>();
    volatile Uni<Void> gate = Uni.createFrom().voidItem();
    final DatabaseStore instances =
            new TableDatabaseStore(table, EventSink.to(events::addAll), clock, new SecureRandom());
    final StoppedDatabases stopped = new StoppedDatabases(store, instances);
    final RotationDriver driver = new RotationDriver(store, stopped, this::step, clock);
    final Scheduler scheduler = new Scheduler(store, driver, stopped, clock);

    @AfterEach
    void close() {
        table.close();
    }

    /** A step in miniature: createSecret fills the pending version, finishSecret makes it current. */
    Uni<Void> step(Step step, RotationRun run) {
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

    Secret fill(String token) {
        boolean filled = secret().versions().find(token).orElseThrow().hasValue();
        NewValue value = value(token, filled ? NewValue.Existing.SAME : NewValue.Existing.NONE);
        return update(secret -> SecretValues.put(secret, RDS, value, List.of("AWSPENDING"), clock.instant()))
                .secret();
    }

    Secret finish(String token) {
        Optional<String> current = secret().versions().current().map(Version::id);
        return update(secret ->
                        SecretValues.moveLabel(secret, RDS, "AWSCURRENT", current, Optional.of(token), clock.instant()))
                .secret();
    }

    static NewValue value(String token, NewValue.Existing existing) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        SealedValue sealed = new SealedValue(SealedValue.Kind.STRING, "key", bytes, bytes, bytes);
        return new NewValue(token, sealed, Optional.empty(), existing);
    }

    <R> R update(Function<Secret, Decision<Secret, R>> decide) {
        return store.update(ID, stored -> decide.apply(stored.orElseThrow()))
                .toCompletableFuture()
                .join();
    }

    Secret secret() {
        return store.current(ID).toCompletableFuture().join().orElseThrow().secret();
    }

    void create() {
        create(Optional.of("rds"));
    }

    void create(Optional<String> owner) {
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

    String startRotation() {
        String token = UUID.randomUUID().toString();
        update(secret -> SecretRotation.start(secret, token, clock.instant()));
        return token;
    }

    void attend() {
        scheduler.attend().await().atMost(Duration.ofSeconds(10));
    }

    void assertRotated(String token) {
        assertThat(secret().versions().current().map(Version::id)).contains(token);
        assertThat(secret().rotation().status()).isEqualTo(RotationStatus.IDLE);
        assertThat(secret().rotation().lastRotated()).contains(clock.instant());
        assertThat(secret().versions().holder("AWSPENDING")).isEmpty();
    }
}
