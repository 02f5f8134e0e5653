package dev.tumbler.rds;

import static dev.tumbler.domain.ErrorCode.INVALID_PARAMETER_COMBINATION;
import static dev.tumbler.domain.ErrorCode.INVALID_PARAMETER_VALUE;
import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;

/** What is offered is what can be run: the servers are asked, and nobody else. */
class OfferedEnginesTest {
    private final FakeServers servers = new FakeServers();
    private final EngineOffers engines = new EngineOffers(servers);

    private List<DBEngineVersion> versions(Consumer<DescribeDbEngineVersionsRequest.Builder> change) {
        DescribeDbEngineVersionsRequest request =
                DescribeDbEngineVersionsRequest.builder().applyMutation(change).build();
        return await(new DescribeDBEngineVersionsHandler(engines).apply(request, CALL))
                .dbEngineVersions();
    }

    private List<OrderableDBInstanceOption> options(
            Consumer<DescribeOrderableDbInstanceOptionsRequest.Builder> change) {
        DescribeOrderableDbInstanceOptionsRequest request = DescribeOrderableDbInstanceOptionsRequest.builder()
                .applyMutation(change)
                .build();
        return await(new DescribeOrderableDBInstanceOptionsHandler(engines).apply(request, CALL))
                .orderableDBInstanceOptions();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void everyVersionIsListedByEngineAndAge() {
        assertThat(versions(request -> {}))
                .extracting(each -> each.engine() + " " + each.engineVersion())
                .containsExactly(
                        "aurora-mysql 11.4.5",
                        "aurora-postgresql 16.14",
                        "aurora-postgresql 18.6",
                        "mariadb 11.4.5",
                        "mysql 11.4.5",
                        "postgres 16.14",
                        "postgres 18.6");
    }

    @Test
    void aVersionSaysWhatRunsInItsPlace() {
        DBEngineVersion mysql = versions(request -> request.engine("mysql")).get(0);
        assertThat(mysql.dbEngineDescription()).isEqualTo("MySQL Community Edition");
        assertThat(mysql.dbEngineVersionDescription()).isEqualTo("MariaDB 11.4.5");
        assertThat(mysql.dbParameterGroupFamily()).isEqualTo("mysql11.4");
        assertThat(mysql.majorEngineVersion()).isEqualTo("11.4");
    }

    @Test
    void aurorasVersionsAreCountedAsThoseOfItsKind() {
        DBEngineVersion aurora = versions(
                        request -> request.engine("aurora-postgresql").defaultOnly(true))
                .get(0);
        assertThat(aurora.dbEngineDescription()).isEqualTo("Aurora PostgreSQL");
        assertThat(aurora.dbEngineVersionDescription()).isEqualTo("PostgreSQL 18.6");
        assertThat(aurora.dbParameterGroupFamily()).isEqualTo("aurora-postgresql18");
        assertThat(options(request -> request.engine("aurora-mysql")))
                .allMatch(option -> option.licenseModel().equals("general-public-license"));
    }

    @Test
    void anEngineThatCannotBeRunHereIsNotListed() {
        servers.missing.add("mysql");
        assertThat(versions(request -> {}))
                .extracting(DBEngineVersion::engine)
                .contains("mariadb", "postgres")
                .doesNotContain("mysql");
        assertThat(versions(request -> request.engine("mysql"))).isEmpty();
        assertThat(versions(request -> request.engine("oracle-ee"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "16, 16.14",
        "16.14, 16.14",
        "16.1,",
        "1,",
        "17.2,",
    })
    void aVersionIsFoundByItsNameOrItsMajor(String wanted, String found) {
        assertThat(versions(request -> request.engine("postgres").engineVersion(wanted)))
                .extracting(DBEngineVersion::engineVersion)
                .isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void theDefaultIsWhatACallerGetsWhoNamesNoVersion() {
        assertThat(versions(request -> request.engine("postgres").defaultOnly(true)))
                .extracting(DBEngineVersion::engineVersion)
                .containsExactly("18.6");
        assertThat(versions(request ->
                        request.engine("postgres").engineVersion("16").defaultOnly(true)))
                .extracting(DBEngineVersion::engineVersion)
                .containsExactly("16.14");
        assertRefused(
                () -> versions(request -> request.defaultOnly(true).includeAll(true)),
                INVALID_PARAMETER_COMBINATION,
                "Cannot specify both IncludeAll and DefaultOnly flags.");
    }

    @Test
    void familiesAndFiltersNarrowTheList() {
        assertThat(versions(request -> request.dbParameterGroupFamily("postgres18")))
                .extracting(DBEngineVersion::engineVersion)
                .containsExactly("18.6");
        Filter mariadb = Filter.builder().name("engine").values("mariadb").build();
        assertThat(versions(request -> request.filters(mariadb)))
                .extracting(DBEngineVersion::engine)
                .containsExactly("mariadb");
        Filter colour = Filter.builder().name("colour").values("red").build();
        assertRefused(
                () -> versions(request -> request.filters(colour)),
                INVALID_PARAMETER_VALUE,
                "Unrecognized filter name: colour");
    }

    @Test
    void pagesAreAsAskedFor() {
        assertRefused(
                () -> versions(request -> request.maxRecords(19)),
                INVALID_PARAMETER_VALUE,
                "Invalid value 19 for MaxRecords. Must be between 20 and 100");
        assertRefused(
                () -> versions(request -> request.marker("none")), INVALID_PARAMETER_VALUE, "Invalid marker: none");
    }

    @Test
    void aListIsReadPageByPage() {
        List<Integer> all = IntStream.range(0, 45).boxed().toList();
        assertThat(Records.page(all, null, 20).items()).hasSize(20).first().isEqualTo(0);
        assertThat(Records.page(all, "20", 20).next()).contains("40");
        assertThat(Records.page(all, "40", 20).items()).hasSize(5);
        assertThat(Records.page(all, "40", 20).next()).isEmpty();
    }

    @Test
    void everyOfferedVersionCanBeOrderedInTheCustomaryClasses() {
        assertThat(options(request -> request.engine("postgres")))
                .extracting(OrderableDBInstanceOption::engineVersion)
                .containsOnly("16.14", "18.6");
        assertThat(options(request -> request.engine("postgres").engineVersion("18")))
                .extracting(OrderableDBInstanceOption::dbInstanceClass)
                .contains("db.t4g.micro", "db.r6g.large");
    }

    @Test
    void everyTypeOfStorageIsAnOption() {
        assertThat(options(request -> request.engine("mysql").dbInstanceClass("db.r5b.large")))
                .extracting(
                        OrderableDBInstanceOption::storageType,
                        OrderableDBInstanceOption::supportsIops,
                        OrderableDBInstanceOption::supportsStorageThroughput)
                .containsExactly(
                        tuple("gp2", false, false),
                        tuple("gp3", true, true),
                        tuple("io1", true, false),
                        tuple("io2", true, false),
                        tuple("standard", false, false));
        assertThat(options(request -> request.engine("aurora-mysql").dbInstanceClass("db.r6g.large")))
                .extracting(OrderableDBInstanceOption::storageType)
                .containsExactly("aurora", "aurora-iopt1");
    }

    @Test
    void aClassThatIsNamedCanBeOrdered() {
        assertThat(options(request -> request.engine("mysql").dbInstanceClass("db.r5b.large")))
                .isNotEmpty()
                .allSatisfy(option -> {
                    assertThat(option.dbInstanceClass()).isEqualTo("db.r5b.large");
                    assertThat(option.licenseModel()).isEqualTo("general-public-license");
                    assertThat(option.multiAZCapable()).isFalse();
                    assertThat(option.availabilityZones().get(0).name()).isEqualTo("us-east-1a");
                });
        assertThat(options(request -> request.engine("mysql").dbInstanceClass("large")))
                .isEmpty();
        assertThat(options(request -> request.engine("mysql").licenseModel("bring-your-own-license")))
                .isEmpty();
    }

    @Test
    void whatCannotBeOrderedIsRefused() {
        assertRefused(
                () -> options(request -> {}),
                ErrorCode.MISSING_PARAMETER,
                "The request must contain the parameter Engine.");
        assertRefused(
                () -> options(request -> request.engine("oracle-se")),
                INVALID_PARAMETER_VALUE,
                "Unrecognized engine name: oracle-se");
        assertRefused(
                () -> options(request -> request.engine("postgres").engineVersion("13.7")),
                INVALID_PARAMETER_COMBINATION,
                "Cannot find version 13.7 for postgres");
    }
}
