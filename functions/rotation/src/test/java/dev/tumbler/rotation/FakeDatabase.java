package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A database server in memory: users and the one password each has. */
final class FakeDatabase implements DatabaseEngine {
    private final Calls calls;
    private final Map<String, String> passwords = new HashMap<>();
    private Optional<Connection> lastLogin = Optional.empty();

    private boolean down;

    FakeDatabase(Calls calls) {
        this.calls = calls;
    }

    void user(String name, String password) {
        passwords.put(name, password);
    }

    void down() {
        down = true;
    }

    boolean accepts(String user, String password) {
        return password.equals(passwords.get(user));
    }

    Connection lastLogin() {
        return lastLogin.orElseThrow();
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
        return Uni.createFrom()
                .item(() -> calls.make("login", () -> {
                    if (down) {
                        throw new DatabaseUnavailableException(
                                "Unable to connect to database host " + connection.host());
                    }
                    lastLogin = Optional.of(connection);
                    return accepts(connection.user(), connection.password());
                }));
    }

    @Override
    public Uni<String> version(Connection connection) {
        return Uni.createFrom().item("18.6");
    }

    @Override
    public Uni<Void> changePassword(Connection self, String newPassword, OldPassword old) {
        return Uni.createFrom()
                .item(() -> calls.make("changePassword", () -> {
                    if (!accepts(self.user(), self.password())) {
                        throw new IllegalStateException("password set without a login");
                    }
                    return passwords.put(self.user(), newPassword);
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> copyUser(Connection master, String model, String user, String password) {
        return Uni.createFrom()
                .item(() -> calls.make("copyUser", () -> {
                    if (!accepts(master.user(), master.password()) || !passwords.containsKey(model)) {
                        throw new IllegalStateException("user copied without a login, or from nobody");
                    }
                    return passwords.put(user, password);
                }))
                .replaceWithVoid();
    }
}
