package dev.tumbler.engines;

import static dev.tumbler.engines.Login.refused;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresMasterUserTest extends MasterUserContract {
    private static final String HOSTILE_DATABASE = "a\"b'; DROP ROLE x; --\\ é%I$1";

    PostgresMasterUserTest() {
        super(TestedEngine.POSTGRES, HOSTILE_DATABASE);
    }

    @Override
    List<String> hostileNames() {
        return List.of(
                "plain'; ALTER ROLE rdsadmin PASSWORD 'x'; --",
                "double\"quoted\"; DROP DATABASE postgres; --",
                "back\\slash\\'",
                "E'\\x41'",
                "$1 $$ %I %L %%",
                "пароль 密码 \uD83D\uDD11",
                "/* */ --",
                "MixedCase");
    }

    @Override
    List<String> impossibleNames() {
        return List.of("rdsadmin", "rds_superuser", "", "n".repeat(64), "é".repeat(32));
    }

    @Override
    String currentUser() {
        return "SELECT current_user::text";
    }

    @Override
    void weaken(String userName) {
        admin().run("ALTER ROLE " + userName + " NOLOGIN NOCREATEDB NOCREATEROLE VALID UNTIL '2001-01-01'");
        admin().run("REVOKE rds_superuser FROM " + userName);
    }

    /** What belongs to the superuser falls to the first master user who gets a password. */
    @Test
    void theMasterUserMayWorkInEveryDatabaseButTheAdminsOwn() {
        setPassword("owner", "secret");
        String databaseOwner = admin().run("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'postgres'")
                .orElseThrow();
        setPassword(databaseOwner, "secret");
        Login master = login(databaseOwner, "secret");
        for (String database : List.of("postgres", HOSTILE_DATABASE)) {
            master.to(database).run("CREATE TABLE theirs (id int)");
            master.to(database).run("DROP TABLE theirs");
        }
        refused("42501", login("owner", "secret").to("rdsadmin")::succeeds);
    }

    @Test
    void aMasterUserMakesRolesAndDatabasesAndNoSuperuser() {
        setPassword("maker", "secret");
        Login maker = login("maker", "secret");
        maker.run("CREATE ROLE app LOGIN PASSWORD 'x'");
        maker.run("GRANT rds_superuser TO app");
        maker.run("CREATE DATABASE shop");
        maker.run("CHECKPOINT");
        refused("42501", () -> maker.run("ALTER ROLE rdsadmin PASSWORD 'x'"));
        refused("42501", () -> maker.run("CREATE ROLE root SUPERUSER"));
        refused("42501", () -> maker.run("COPY (SELECT 1) TO PROGRAM 'true'"));
    }

    @Test
    void aResetWorksAfterTheMasterUserDroppedTheFirstDatabase() {
        setPassword("dropper", "secret");
        admin().to("template1").run("DROP DATABASE postgres");
        setPassword("dropper", "another");
        login("dropper", "another").to("template1").run("CREATE DATABASE postgres");
    }
}
