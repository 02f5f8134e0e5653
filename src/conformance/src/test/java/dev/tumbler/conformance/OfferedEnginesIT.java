package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;

/** What can be created is listed. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class OfferedEnginesIT {
    private static RdsClient rds;
    private static QueryWire wire;

    @BeforeAll
    static void open(Endpoint shared) {
        rds = shared.clients().rds();
        wire = new QueryWire(shared.caller());
    }

    @Test
    void versionsOfAnEngineAreListedWithTheirFamily() {
        List<DBEngineVersion> versions =
                rds.describeDBEngineVersionsPaginator(each -> each.engine("postgres")).dbEngineVersions().stream()
                        .toList();
        assertThat(versions).extracting(DBEngineVersion::majorEngineVersion).contains("18");
        assertThat(versions).allSatisfy(version -> {
            assertThat(version.engine()).isEqualTo("postgres");
            assertThat(version.engineVersion()).startsWith(version.majorEngineVersion() + ".");
            assertThat(version.dbParameterGroupFamily()).isEqualTo("postgres" + version.majorEngineVersion());
            assertThat(version.dbEngineVersionDescription()).isEqualTo("PostgreSQL " + version.engineVersion());
        });
    }

    @Test
    void whatIsListedCanBeOrdered() {
        List<String> listed = rds.describeDBEngineVersions(each -> each.engine("postgres")).dbEngineVersions().stream()
                .map(DBEngineVersion::engineVersion)
                .toList();
        List<OrderableDBInstanceOption> options = rds
                .describeOrderableDBInstanceOptionsPaginator(
                        each -> each.engine("postgres").dbInstanceClass("db.t4g.micro"))
                .orderableDBInstanceOptions()
                .stream()
                .toList();
        assertThat(options.stream()
                        .map(OrderableDBInstanceOption::engineVersion)
                        .distinct())
                .containsExactlyElementsOf(listed);
        assertThat(options)
                .extracting(OrderableDBInstanceOption::storageType)
                .contains("gp2", "gp3", "io1", "io2", "standard");
        assertThat(options).allMatch(option -> option.licenseModel().equals("postgresql-license"));
    }

    @Test
    void whatIsNotOfferedIsAnsweredAsAwsDoes() {
        assertThat(rds.describeDBEngineVersions(each -> each.engine("postgres").engineVersion("1.0"))
                        .dbEngineVersions())
                .isEmpty();
        wire.assertRefused(
                "DescribeOrderableDBInstanceOptions",
                "Engine=postgres EngineVersion=13.7",
                "InvalidParameterCombination",
                "Cannot find version 13.7 for postgres");
        wire.assertRefused(
                "DescribeOrderableDBInstanceOptions",
                "Engine=oracle-se",
                "InvalidParameterValue",
                "Unrecognized engine name: oracle-se");
        wire.assertRefused(
                "DescribeDBEngineVersions",
                "DefaultOnly=true IncludeAll=true",
                "InvalidParameterCombination",
                "Cannot specify both IncludeAll and DefaultOnly flags.");
    }
}
