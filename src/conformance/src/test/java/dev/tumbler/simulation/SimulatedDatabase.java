package dev.tumbler.simulation;

import dev.tumbler.rotation.Connection;
import dev.tumbler.rotation.DatabaseEngine;
import dev.tumbler.rotation.OldPassword;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** A database server as one process sees it. */
final class SimulatedDatabase implements DatabaseEngine {
    private final DatabaseUsers users;
    private final Boundary boundary;

    SimulatedDatabase(DatabaseUsers users, Boundary boundary) {
        this.users = users;
        this.boundary = boundary;
    }

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
        return "/\"@ ";
    }

    @Override
    public int longestUserName() {
        return 63;
    }

    @Override
    public Uni<Boolean> login(Connection connection) {
        return boundary.effect("login", answered(() -> users.accept(connection.user(), connection.password())));
    }

    @Override
    public Uni<String> version(Connection connection) {
        return Uni.createFrom().item("18.6");
    }

    @Override
    public Uni<Void> changePassword(Connection self, String newPassword, OldPassword old) {
        return session(self)
                .chain(() -> boundary.effect("ALTER ROLE", answered(() -> users.alter(self.user(), newPassword))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> copyUser(Connection master, String model, String user, String password) {
        return session(master)
                .chain(() -> boundary.effect("CREATE ROLE", answered(() -> users.alter(user, password))))
                .replaceWithVoid();
    }

    private Uni<Boolean> session(Connection connection) {
        return login(connection).invoke(accepted -> {
            if (!accepted) {
                throw new IllegalStateException("a password is set without a login");
            }
        });
    }

    private static <T> Supplier<Uni<T>> answered(Supplier<T> statement) {
        return () -> Uni.createFrom().item(statement);
    }
}
