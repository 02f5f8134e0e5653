package dev.tumbler.rotation;

import static dev.tumbler.rotation.RealDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.rotation.Connection.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresEngineTest extends DatabaseEngineContract {

    @Override
    Optional<String> reasonToSkip() {
        return Optional.empty();
    }

    @Override
    RealDatabase database() {
        return RealPostgres.get();
    }

    @Override
    DatabaseEngine impatient() {
        return new PostgresEngine(RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), Duration.ofSeconds(1));
    }

    @Override
    void createUser(String user, String password) {
        dropUser(user);
        database().run("CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "'");
    }

    @Override
    void dropUser(String user) {
        String quoted = "\"" + user.replace("\"", "\"\"") + "\"";
        if (!database()
                .run("SELECT rolname FROM pg_roles WHERE rolname = '" + user.replace("'", "''") + "'")
                .isEmpty()) {
            database().run("DROP OWNED BY " + quoted);
            database().run("DROP ROLE " + quoted);
        }
    }

    @Override
    void letRead(String user) {
        database().run("CREATE TABLE IF NOT EXISTS orders AS SELECT 1 AS id");
        database().run("GRANT SELECT ON orders TO " + user);
    }

    @Override
    List<String> orders(String user, String password) {
        return database().run(database().as(user, password), "SELECT id FROM orders");
    }

    @Override
    long countUsers() {
        return Long.parseLong(database().run("SELECT count(*) FROM pg_roles").get(0));
    }

    @Override
    String sqlStateOfRefusal() {
        return "28P01";
    }

    private static final String UNTRUSTED =
            "the server's certificate is not issued by a trusted authority, not for this host, or not valid now";

    @Test
    void portAndDatabaseAreTheEnginesOwnUnlessSaid() {
        PostgresEngine engine = new PostgresEngine(RealDatabase.VERTX);
        Connection bare = new Connection("h", Optional.empty(), Optional.empty(), "u", "p", Tls.NONE);
        assertThat(engine.options(bare).getPort()).isEqualTo(5432);
        assertThat(engine.options(bare).getDatabase()).isEqualTo("postgres");
    }

    @Test
    void aCloneInheritsTheRightsThatItsUserGetsLater() {
        createUser("late", "first");
        dropUser("late_clone");
        get(database().engine().copyUser(database().master(), "late", "late_clone", "second"));
        letRead("late");
        assertThat(orders("late_clone", "second")).containsExactly("1");
    }

    @Test
    void aNameIsAsLongAsTheServerCountsIt() {
        PostgresEngine engine = new PostgresEngine(RealDatabase.VERTX);
        assertThat(engine.tooLong("x".repeat(63))).isFalse();
        assertThat(engine.tooLong("x".repeat(64))).isTrue();
        assertThat(engine.tooLong("\u00e9".repeat(32))).isTrue();
    }

    @Test
    void auroraIsPostgresToo() {
        PostgresEngine engine = new PostgresEngine(RealDatabase.VERTX);
        assertThat(engine.serves("postgres")).isTrue();
        assertThat(engine.serves("aurora-postgresql")).isTrue();
        assertThat(engine.serves("mysql")).isFalse();
    }

    @Test
    void tlsIsTakenWhereItIsPreferredOrRequired() {
        RealPostgres.tls(true);
        assertThat(encrypted(Tls.PREFERRED)).isEqualTo("true");
        assertThat(encrypted(Tls.REQUIRED)).isEqualTo("true");
        assertThat(encrypted(Tls.NONE)).isEqualTo("false");
    }

    @Test
    void aConnectionBringsItsOwnAuthorities() throws IOException {
        RealPostgres.tls(true);
        PostgresEngine stranger = new PostgresEngine(
                RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), SqlEngine.CALL_TIMEOUT);
        String right = Files.readString(RealPostgres.certificate().certificate());
        assertThat(get(stranger.login(database().master().trusting(Optional.of(right)))))
                .isTrue();
        assertThatThrownBy(() -> get(stranger.login(database().master().trusting(strangers()))))
                .isInstanceOf(RotationException.class)
                .hasMessage("Unable to connect to database host 127.0.0.1: " + UNTRUSTED);
        assertThatThrownBy(() -> get(stranger.login(at("localhost").trusting(Optional.of(right)))))
                .isInstanceOf(RotationException.class)
                .hasMessage("Unable to connect to database host localhost: " + UNTRUSTED);
    }

    private Connection at(String host) {
        Connection master = database().master();
        return new Connection(host, master.port(), master.database(), master.user(), master.password(), Tls.REQUIRED);
    }

    private static Optional<String> strangers() throws IOException {
        Path folder = Files.createTempDirectory("another-authority");
        return Optional.of(Files.readString(ServerCertificate.in(folder).certificate()));
    }

    @Test
    void requiredTlsWantsAServerThatProvesWhoItIs() {
        RealPostgres.tls(true);
        PostgresEngine stranger = new PostgresEngine(
                RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), SqlEngine.CALL_TIMEOUT);
        assertThatThrownBy(() -> get(stranger.login(database().master().with(Tls.REQUIRED))))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ");
        assertThat(get(stranger.login(database().master().with(Tls.PREFERRED)))).isTrue();
    }

    @Test
    void aServerWithoutTlsIsTakenWhereTlsIsOnlyPreferred() {
        RealPostgres.tls(false);
        assertThat(encrypted(Tls.PREFERRED)).isEqualTo("false");
        assertThatThrownBy(
                        () -> get(database().engine().login(database().master().with(Tls.REQUIRED))))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ");
    }

    private String encrypted(Tls tls) {
        return database()
                .run(database().master().with(tls), "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                .get(0);
    }
}
