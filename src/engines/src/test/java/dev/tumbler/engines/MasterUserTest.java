package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterUserTest {
    private static final String HOSTILE_DATABASE = "a\"b'; DROP ROLE x; --\\ é%I$1";

    @TempDir
    private static Path folder;

    private static Host host;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        host = Host.onSharedPrograms(folder);
        int port = host.servers().choosePort(Optional.empty());
        server = host.server("db-MASTER", port, Optional.of(HOSTILE_DATABASE));
        Host.await(host.servers().ensureRunning(server));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void setPassword(String user, String password) {
        Host.await(host.servers().setMasterPassword(server, user, password));
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        setPassword("orders", "first");
        setPassword("orders", "second");
        host.login(server, "orders", "second").succeeds();
        PostgresServersTest.refused("28P01", host.login(server, "orders", "first")::succeeds);
    }

    @Test
    void theMasterUserMayWorkInEveryDatabaseButTheAdminsOwn() {
        setPassword("owner", "secret");
        Login owner = host.login(server, "owner", "secret");
        String databaseOwner = host.admin(server)
                .run("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'postgres'")
                .orElseThrow();
        setPassword(databaseOwner, "secret");
        Login master = host.login(server, databaseOwner, "secret");
        for (String database : List.of("postgres", HOSTILE_DATABASE)) {
            master.to(database).run("CREATE TABLE mine (id int)");
            master.to(database).run("DROP TABLE mine");
        }
        PostgresServersTest.refused("42501", owner.to("rdsadmin")::succeeds);
    }

    @Test
    void aMasterUserMakesRolesAndDatabasesAndNoSuperuser() {
        setPassword("maker", "secret");
        Login maker = host.login(server, "maker", "secret");
        maker.run("CREATE ROLE app LOGIN PASSWORD 'x'");
        maker.run("GRANT rds_superuser TO app");
        maker.run("CREATE DATABASE shop");
        maker.run("CHECKPOINT");
        PostgresServersTest.refused("42501", () -> maker.run("ALTER ROLE rdsadmin PASSWORD 'x'"));
        PostgresServersTest.refused("42501", () -> maker.run("CREATE ROLE root SUPERUSER"));
        PostgresServersTest.refused("42501", () -> maker.run("COPY (SELECT 1) TO PROGRAM 'true'"));
    }

    @Test
    void aResetGivesTheMasterUserItsRightsBack() {
        setPassword("weakened", "secret");
        host.admin(server).run("ALTER ROLE weakened NOLOGIN NOCREATEDB NOCREATEROLE VALID UNTIL '2001-01-01'");
        host.admin(server).run("REVOKE rds_superuser FROM weakened");
        setPassword("weakened", "secret");
        host.login(server, "weakened", "secret").run("CREATE DATABASE again");
    }

    @Test
    void aResetWorksAfterTheMasterUserDroppedTheFirstDatabase() throws IOException {
        setPassword("dropper", "secret");
        host.admin(server).to("template1").run("DROP DATABASE postgres");
        setPassword("dropper", "tell-tale");
        host.login(server, "dropper", "tell-tale").to("template1").run("CREATE DATABASE postgres");
        assertThat(Files.readString(folder.resolve("databases/db-MASTER/server.log")))
                .doesNotContain("tell-tale");
    }

    @Test
    void resetsAtTheSameTimeAllSucceed() {
        List<CompletionStage<Void>> resets = IntStream.range(0, 8)
                .mapToObj(i -> host.servers().setMasterPassword(server, "busy", "same"))
                .toList();
        resets.forEach(Host::await);
        host.login(server, "busy", "same").succeeds();
    }

    @Test
    void namesAndPasswordsAreNeverRead() {
        for (String hostile : List.of(
                "plain'; ALTER ROLE rdsadmin PASSWORD 'x'; --",
                "double\"quoted\"; DROP DATABASE postgres; --",
                "back\\slash\\'",
                "E'\\x41'",
                "$1 $$ %I %L %%",
                "пароль 密码 \uD83D\uDD11",
                "/* */ --",
                "MixedCase")) {
            setPassword(hostile, hostile);
            assertThat(host.login(server, hostile, hostile).run("SELECT current_user::text"))
                    .contains(hostile);
        }
        host.admin(server).succeeds();
        assertThat(host.admin(server).to(HOSTILE_DATABASE).run("SELECT current_database()::text"))
                .contains(HOSTILE_DATABASE);
    }

    @Test
    void theServersOwnRolesAndNamesItWouldCutAreRefused() {
        for (String name : List.of("rdsadmin", "rds_superuser", "", "n".repeat(64), "é".repeat(32))) {
            assertThatThrownBy(() -> setPassword(name, "secret")).cause().isInstanceOf(ServerException.class);
        }
        host.admin(server).succeeds();
    }
}
