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
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Both engines of MySQL's protocol, on MariaDB: no MySQL server can be had from Maven Central. */
class MySqlEngineTest extends DatabaseEngineContract {

    @Override
    Optional<String> reasonToSkip() {
        return RealMariaDb.reasonToSkip();
    }

    @Override
    RealDatabase database() {
        return RealMariaDb.get();
    }

    @Override
    DatabaseEngine impatient() {
        return new MySqlEngine(RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), Duration.ofSeconds(1));
    }

    @Override
    void createUser(String user, String password) {
        database().run("CREATE OR REPLACE USER " + user + " IDENTIFIED BY '" + password + "'");
    }

    @Override
    void dropUser(String user) {
        database().run("DROP USER IF EXISTS '" + user.replace("\\", "\\\\").replace("'", "''") + "'");
    }

    @Override
    void letRead(String user) {
        database().run("CREATE DATABASE IF NOT EXISTS `shop TO 'let'`");
        database().run("CREATE TABLE IF NOT EXISTS `shop TO 'let'`.orders AS SELECT 1 AS id");
        database().run("GRANT SELECT (id) ON `shop TO 'let'`.orders TO " + user);
    }

    @Override
    List<String> orders(String user, String password) {
        return database().run(database().as(user, password), "SELECT id FROM `shop TO 'let'`.orders");
    }

    @Override
    long countUsers() {
        return Long.parseLong(database().run("SELECT count(*) FROM mysql.user").get(0));
    }

    @Override
    String sqlStateOfRefusal() {
        return "28000";
    }

    private static final String UNTRUSTED =
            "the server's certificate is not issued by a trusted authority, not for this host, or not valid now";

    @Test
    void rolesLimitsAndTheNeedForTlsAreCopiedToo() {
        createUser("model", "models");
        database().run("CREATE ROLE IF NOT EXISTS clerk");
        database().run("GRANT clerk TO model");
        database().run("SET DEFAULT ROLE clerk FOR model");
        database().run("GRANT SELECT ON mysql.* TO model WITH GRANT OPTION");
        database().run("ALTER USER model REQUIRE SUBJECT '/CN=it''s' WITH MAX_QUERIES_PER_HOUR 70");
        dropUser("model_clone");
        get(database().engine().copyUser(database().master(), "model", "model_clone", "copies"));
        assertThat(rights("model_clone")).isEqualTo(rights("model"));
        database().run("ALTER USER model REQUIRE NONE");
        get(database().engine().copyUser(database().master(), "model", "model_clone", "copies"));
        assertThat(rights("model_clone")).isEqualTo(rights("model"));
    }

    private List<String> rights(String user) {
        Stream<String> grants = database().run("SHOW GRANTS FOR " + user).stream();
        Stream<String> account = database().run("SHOW CREATE USER " + user).stream();
        return Stream.concat(grants, account)
                .map(line -> line.replace("_clone", "").replaceFirst("'\\*[0-9A-F]{40}'", "HASH"))
                .toList();
    }

    @Test
    void theOldPasswordIsKeptUntilTheNextChange() {
        createUser("keeper", "one");
        database().run("GRANT CREATE USER ON *.* TO keeper");
        change("keeper", "one", "two", OldPassword.KEPT);
        assertThat(database().accepts("keeper", "one")).isTrue();
        assertThat(database().accepts("keeper", "two")).isTrue();
        change("keeper", "two", "three", OldPassword.KEPT);
        assertThat(database().accepts("keeper", "one")).isFalse();
        assertThat(database().accepts("keeper", "two")).isTrue();
        assertThat(database().accepts("keeper", "three")).isTrue();
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void noKeptPasswordIsReadAsSql(@ForAll("passwords") String first, @ForAll("passwords") String second) {
        createUser("nasty", "plain");
        database().run("GRANT CREATE USER ON *.* TO nasty");
        long users = countUsers();
        change("nasty", "plain", first, OldPassword.KEPT);
        change("nasty", first, second, OldPassword.KEPT);
        assertThat(database().accepts("nasty", first)).isTrue();
        assertThat(database().accepts("nasty", second)).isTrue();
        assertThat(countUsers()).isEqualTo(users);
    }

    @Test
    void aPasswordThatWasKeptGoesWithTheNextThatIsNot() {
        createUser("dropper", "one");
        database().run("GRANT CREATE USER ON *.* TO dropper");
        change("dropper", "one", "two", OldPassword.KEPT);
        change("dropper", "two", "three", OldPassword.DROPPED);
        assertThat(database().accepts("dropper", "one")).isFalse();
        assertThat(database().accepts("dropper", "two")).isFalse();
        assertThat(database().accepts("dropper", "three")).isTrue();
    }

    @Test
    void aUserThatMayNotKeepTheOldPasswordGetsTheNewOneAllTheSame() {
        createUser("modest", "one");
        change("modest", "one", "two", OldPassword.KEPT);
        assertThat(database().accepts("modest", "one")).isFalse();
        assertThat(database().accepts("modest", "two")).isTrue();
    }

    @Test
    void theNeedForTlsOutlivesAKeptPassword() {
        createUser("secure", "one");
        database().run("GRANT CREATE USER ON *.* TO secure");
        database().run("ALTER USER secure REQUIRE SSL WITH MAX_QUERIES_PER_HOUR 70");
        List<String> before = rights("secure");
        Connection self = database().as("secure", "one").with(Tls.PREFERRED);
        get(database().engine().changePassword(self, "two", OldPassword.KEPT));
        get(database().engine().changePassword(self, "three", OldPassword.DROPPED));
        assertThat(rights("secure")).isEqualTo(before);
    }

    @Test
    void aNameIsAsLongAsTheServerHasIt() {
        String name = "\u00e9".repeat(32);
        assertThat(new MySqlEngine(RealDatabase.VERTX).tooLong(name)).isFalse();
        assertThat(new MySqlEngine(RealDatabase.VERTX).tooLong(name + "x")).isTrue();
        assertThat(new MariaDbEngine(RealDatabase.VERTX).longestUserName()).isEqualTo(80);
    }

    @Test
    void thePortIsTheEnginesOwnUnlessSaid() {
        Connection bare = new Connection("h", Optional.empty(), Optional.empty(), "u", "p", Tls.NONE);
        assertThat(new MySqlEngine(RealDatabase.VERTX).options(bare).getPort()).isEqualTo(3306);
    }

    @Test
    void eachNameHasItsEngine() {
        MySqlEngine mysql = new MySqlEngine(RealDatabase.VERTX);
        assertThat(mysql.serves("mysql")).isTrue();
        assertThat(mysql.serves("aurora-mysql")).isTrue();
        assertThat(mysql.serves("mariadb")).isFalse();
        MariaDbEngine mariadb = new MariaDbEngine(RealDatabase.VERTX);
        assertThat(mariadb.name()).isEqualTo("mariadb");
        assertThat(mariadb.serves("mariadb")).isTrue();
        assertThat(mariadb.serves("mysql")).isFalse();
    }

    @Test
    void aConnectionBringsItsOwnAuthorities() throws IOException {
        MySqlEngine stranger =
                new MySqlEngine(RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), SqlEngine.CALL_TIMEOUT);
        String right = Files.readString(RealMariaDb.certificate().certificate());
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
        assertThat(encrypted(database(), Tls.REQUIRED)).isTrue();
        MySqlEngine stranger =
                new MySqlEngine(RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), SqlEngine.CALL_TIMEOUT);
        assertThatThrownBy(() -> get(stranger.login(database().master().with(Tls.REQUIRED))))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ");
        assertThat(get(stranger.login(database().master().with(Tls.PREFERRED)))).isTrue();
    }

    @Test
    void tlsIsTakenWhereItIsPreferred() {
        assertThat(encrypted(database(), Tls.PREFERRED)).isTrue();
        assertThat(encrypted(database(), Tls.NONE)).isFalse();
    }

    @Test
    void aServerWithoutTlsIsTakenWhereTlsIsOnlyPreferred() {
        RealDatabase plain = RealMariaDb.withoutTls();
        assertThat(encrypted(plain, Tls.PREFERRED)).isFalse();
        assertThatThrownBy(() -> get(plain.engine().login(plain.master().with(Tls.REQUIRED))))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ");
    }

    private static boolean encrypted(RealDatabase database, Tls tls) {
        return !database.run(
                        database.master().with(tls),
                        "SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'")
                .equals(List.of(""));
    }
}
