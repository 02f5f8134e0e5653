package dev.tumbler.rds;

import dev.tumbler.rotation.Connection;
import dev.tumbler.rotation.DatabaseEngine;
import dev.tumbler.rotation.OldPassword;
import dev.tumbler.rotation.RotationException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** One PostgreSQL server that somebody else runs: it knows nothing but users and their passwords. */
final class FakeEngine implements DatabaseEngine {
    /** By its name, and by its address. */
    private static final Set<String> HOSTS = Set.of("db.example.com", "::1");

    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final List<OldPassword> changes = new CopyOnWriteArrayList<>();

    /** The certificates that every login so far was to check the server's with. */
    final List<Optional<String>> authorities = new CopyOnWriteArrayList<>();

    volatile boolean down;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean serves(String engine) {
        return engine.equals(name());
    }

    @Override
    public String refusedByRds() {
        return "";
    }

    @Override
    public int longestUserName() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Uni<Boolean> login(Connection connection) {
        return reached(connection, () -> connection.password().equals(passwords.get(connection.user())));
    }

    @Override
    public Uni<String> version(Connection connection) {
        return reached(connection, () -> "16.4");
    }

    @Override
    public Uni<Void> changePassword(Connection self, String newPassword, OldPassword old) {
        return reached(self, () -> {
                    if (!passwords.replace(self.user(), self.password(), newPassword)) {
                        throw new RotationException("refused");
                    }
                    return changes.add(old);
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> copyUser(Connection master, String model, String user, String password) {
        return Uni.createFrom().failure(new UnsupportedOperationException("nobody is made on an attached server"));
    }

    private <T> Uni<T> reached(Connection connection, Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            authorities.add(connection.authorities());
            if (down || !HOSTS.contains(connection.host())) {
                throw new RotationException("Unable to connect to database host " + connection.host());
            }
            return work.get();
        });
    }
}
