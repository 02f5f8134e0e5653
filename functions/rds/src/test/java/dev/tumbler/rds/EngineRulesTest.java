package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/** What AWS's rules say of each engine, as CreateDBInstance holds to them. */
class EngineRulesTest {
    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    private DBInstance create(String engine, UnaryOperator<CreateDbInstanceRequest.Builder> change) {
        CreateDbInstanceRequest.Builder request =
                DatabaseLifeTest.managed("one").engine(engine);
        return await(rds.create.apply(change.apply(request).build(), CALL)).dbInstance();
    }

    private void assertRefused(String engine, UnaryOperator<CreateDbInstanceRequest.Builder> change, String words) {
        assertThatThrownBy(() -> create(engine, change))
                .isInstanceOf(AwsException.class)
                .hasMessage(words);
        assertThat(rds.find("one")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"postgres, postgres", "mariadb, admin", "mysql, admin"})
    void theMasterUserHasItsCustomaryName(String engine, String name) {
        assertThat(create(engine, each -> each.masterUsername(null)).masterUsername())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"postgres, 63", "mariadb, 16", "mysql, 32"})
    void aMasterUserNameHasALongestLength(String engine, int longest) {
        assertRefused(engine, each -> each.masterUsername("u".repeat(longest + 1)), "Invalid master user name");
        create(engine, each -> each.masterUsername("u".repeat(longest)));
    }

    @ParameterizedTest
    @CsvSource({"postgres, 128", "mariadb, 41", "mysql, 41"})
    void aPasswordHasALongestLength(String engine, int longest) {
        String words = "The parameter MasterUserPassword is not a valid password because it is longer than " + longest
                + " characters.";
        assertRefused(engine, each -> unmanaged(each, longest + 1), words);
        create(engine, each -> unmanaged(each, longest));
        rds.converge("one");
        assertThatThrownBy(() -> await(rds.modify.apply(
                        ModifyDbInstanceRequest.builder()
                                .dbInstanceIdentifier("one")
                                .masterUserPassword("p".repeat(longest + 1))
                                .build(),
                        CALL)))
                .hasMessage(words);
    }

    private static CreateDbInstanceRequest.Builder unmanaged(CreateDbInstanceRequest.Builder request, int length) {
        return request.manageMasterUserPassword(null).masterUserPassword("p".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({"postgres, Admin", "postgres, pg_monitor", "mariadb, RdsAdmin", "mysql, rdsadmin"})
    void namesThatAnEngineUsesItselfAreReserved(String engine, String name) {
        assertRefused(
                engine,
                each -> each.masterUsername(name),
                "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
    }

    @ParameterizedTest
    @CsvSource({"postgres, template1", "mariadb, mysql", "mysql, Sys", "mysql, innodb"})
    void databasesThatAnEngineHasAnywayAreReserved(String engine, String name) {
        assertRefused(
                engine,
                each -> each.dbName(name),
                "DBName " + name + " cannot be used as it is a reserved word used by the engine");
    }

    @ParameterizedTest
    @CsvSource({"postgres, 63", "mariadb, 64", "mysql, 64"})
    void aDatabaseNameHasALongestLength(String engine, int longest) {
        assertRefused(
                engine,
                each -> each.dbName("d".repeat(longest + 1)),
                "DBName must begin with a letter and contain only alphanumeric characters.");
        create(engine, each -> each.dbName("d".repeat(longest)));
    }

    @ParameterizedTest
    @CsvSource({"postgres", "mariadb", "mysql"})
    void tooLittleStorageIsRefusedInTheEnginesName(String engine) {
        assertRefused(
                engine, each -> each.allocatedStorage(1), "Invalid storage size for engine name " + engine + ": 1");
    }

    @ParameterizedTest
    @CsvSource({"postgres", "mariadb", "mysql"})
    void aPortIsAskedForOrChosen(String engine) {
        assertRefused(engine, each -> each.port(80), "Invalid DB instance port: 80. Valid values: 1150-65535.");
        create(engine, each -> each.port(3306));
        assertThat(rds.stored("one").port()).isEqualTo(3306);
    }

    @Test
    void anEngineWithoutAServerHereIsRefusedInPlainWords() {
        rds.servers.missing.add("mariadb");
        assertRefused(
                "mariadb",
                each -> each,
                "The engine mariadb is not supported by this endpoint, which runs no server of it.");
    }

    @Test
    void mysqlRunsOnMariaDbAndSaysSo() {
        DBInstance asked = create("mysql", each -> each.engineVersion("8.0.30"));
        assertThat(asked.engine()).isEqualTo("mysql");
        assertThat(asked.engineVersion()).isEqualTo("8.0.30");
        assertThat(asked.tagList()).contains(runsOn("mariadb 11.4.5"));
        rds.converge("one");
        assertThat(rds.servers.running.get(rds.stored("one").resourceId()).engineVersion())
                .isEqualTo("11.4.5");
    }

    @Test
    void mysqlWithoutAVersionSaysWhatRunsToo() {
        DBInstance asked = create("mysql", each -> each);
        assertThat(asked.engineVersion()).isEqualTo("11.4.5");
        assertThat(asked.tagList()).contains(runsOn("mariadb 11.4.5"));
    }

    @Test
    void mariaDbOfTheVersionThatRunsNeedsNoTag() {
        DBInstance asked = create("mariadb", each -> each.engineVersion("11.4.5"));
        assertThat(asked.tagList()).isEmpty();
    }

    private static Tag runsOn(String what) {
        return Tag.builder().key("tumbler:runs-on").value(what).build();
    }
}
