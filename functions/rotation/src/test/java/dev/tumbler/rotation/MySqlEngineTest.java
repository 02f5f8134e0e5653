package dev.tumbler.rotation;

import static dev.tumbler.rotation.RealDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.rotation.Connection.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    long countUsers() {
        return Long.parseLong(database().run("SELECT count(*) FROM mysql.user").get(0));
    }

    @Override
    String sqlStateOfRefusal() {
        return "28000";
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
