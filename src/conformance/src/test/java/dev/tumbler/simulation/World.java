package dev.tumbler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.embedded.EmbeddedTable;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What outlives a process: time, the table, the keys and the database; and what has been seen of them. */
final class World implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";
    static final String HOST = "db.example";

    final Strategy strategy;
    final DatabaseUsers users = new DatabaseUsers();
    final EmbeddedTable table = EmbeddedTable.inMemory();
    final SecureRandom random = new SecureRandom();
    final Sealer sealer;
    final List<DomainEvent> events = new ArrayList<>();

    /** The versions that had AWSCURRENT, in their order. */
    final List<String> current = new ArrayList<>();

    /** When each rotation was first seen. */
    final Map<String, Instant> begun = new LinkedHashMap<>();

    /** What the versions hold, which never changes. */
    private final Map<String, JsonObject> values = new HashMap<>();

    private final SecretStore store;
    private final SecretId id;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    World(Strategy strategy, Random random) {
        this.sealer = new Sealer(new SimulatedKeys(random), this.random);
        this.store = new TableSecretStore(table, EventSink.to(events::addAll), this.random);
        this.strategy = strategy;
        this.id = new SecretId(ACCOUNT, REGION, strategy.secretName());
        Strategy.users().forEach(users::alter);
    }

    InstantSource clock() {
        return () -> now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    Secret secret() {
        return stored().orElseThrow().secret();
    }

    private Optional<SecretStore.Current> stored() {
        return store.current(id).toCompletableFuture().join();
    }

    /** Notes what is new, and asserts what must hold at every moment. */
    void look() {
        stored().map(SecretStore.Current::secret)
                .filter(secret -> secret.versions().current().isPresent())
                .ifPresent(secret -> {
                    noteCurrent(secret.versions().current().orElseThrow().id());
                    secret.rotation().attempt().ifPresent(attempt -> begun.putIfAbsent(attempt.token(), now));
                    assertSomebodyGetsIn(secret);
                });
    }

    private void noteCurrent(String version) {
        if (current.isEmpty() || !current.get(current.size() - 1).equals(version)) {
            assertThat(current).as("a version becomes current once").doesNotContain(version);
            current.add(version);
        }
    }

    private void assertSomebodyGetsIn(Secret secret) {
        boolean byCurrent = getsIn(secret, secret.versions().current());
        boolean byPending =
                !strategy.gapless() && getsIn(secret, secret.versions().pending());
        assertThat(byCurrent || byPending)
                .as("the database accepts the current password, or the pending one in a rotation with a gap")
                .isTrue();
    }

    boolean currentGetsIn() {
        return getsIn(secret(), secret().versions().current());
    }

    private boolean getsIn(Secret secret, Optional<Version> version) {
        return version.filter(Version::hasValue)
                .map(each -> values.computeIfAbsent(each.id(), id -> open(secret, id)))
                .filter(value -> users.knows(value.getString("username"), value.getString("password")))
                .isPresent();
    }

    private JsonObject open(Secret secret, String version) {
        PlainValue plain = store.value(id, version)
                .thenCompose(found -> sealer.unseal(found.orElseThrow(), SealingContext.of(secret.arn(), version)))
                .toCompletableFuture()
                .join();
        return new JsonObject(plain.asString());
    }

    @Override
    public void close() {
        table.close();
    }
}
