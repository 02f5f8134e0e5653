package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.rotation.Connection.Tls;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RdsException;

class DatabaseSecretsTest {
    private static final String CLUSTER_ARN = "arn:aws:rds:us-east-1:123456789012:cluster:orders";

    @Test
    void aManagedSecretIsLookedUpInRds() {
        Fixture fixture = Fixture.managed();
        fixture.rotate();
        assertThat(fixture.database.lastLogin().host()).isEqualTo("127.0.0.1");
        assertThat(fixture.database.lastLogin().port()).contains(54321);
        assertThat(fixture.database.lastLogin().tls()).isEqualTo(Tls.PREFERRED);
    }

    @Test
    void anInstanceThatRdsDoesNotKnowIsSaidSo() {
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", Fixture.INSTANCE_ARN);
        refuses(
                fixture,
                Fixture.INSTANCE_ARN
                        + " is not a valid DB Instance ARN. No Instances found when using DescribeDBInstances RDS API"
                        + " to get connection params.");
    }

    @Test
    void aFailureOfRdsIsPassedOn() {
        Fixture fixture = Fixture.managed();
        fixture.rds.failWith(RdsException.builder().message("slow down").build());
        refuses(
                fixture,
                "Encountered API error while fetching connection parameters from DescribeDBInstances RDS API: slow down");
    }

    @ParameterizedTest
    @CsvSource({"-----BEGIN CERTIFICATE-----,REQUIRED", "rds-ca-rsa2048-g1,PREFERRED"})
    void theCertificatesOfAnAttachedInstanceAreCheckedWith(String authority, Tls tls) {
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", Fixture.INSTANCE_ARN);
        fixture.rds.add(DBInstance.builder()
                .dbInstanceArn(Fixture.INSTANCE_ARN)
                .engine("postgres")
                .endpoint(at -> at.address("127.0.0.2").port(54322))
                .caCertificateIdentifier(authority)
                .build());
        fixture.rotate();
        assertThat(fixture.database.lastLogin().tls()).isEqualTo(tls);
        assertThat(fixture.database.lastLogin().authorities())
                .isEqualTo(Optional.of(authority).filter(any -> tls == Tls.REQUIRED));
    }

    @Test
    void anInstanceWithoutAnEndpointCannotBeRotated() {
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", Fixture.INSTANCE_ARN);
        fixture.rds.add(DBInstance.builder()
                .dbInstanceArn(Fixture.INSTANCE_ARN)
                .engine("postgres")
                .build());
        refuses(fixture, Fixture.INSTANCE_ARN + " has no endpoint yet");
    }

    @Test
    void aClusterIsLookedUpInRdsToo() {
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primarydbclusterarn", CLUSTER_ARN);
        fixture.rds.add(DBCluster.builder()
                .dbClusterArn(CLUSTER_ARN)
                .engine("postgres")
                .endpoint("127.0.0.2")
                .port(54322)
                .build());
        fixture.rotate();
        assertThat(fixture.database.lastLogin().host()).isEqualTo("127.0.0.2");
        assertThat(fixture.database.lastLogin().port()).contains(54322);
    }

    @Test
    void aClusterThatRdsDoesNotKnowIsSaidSo() {
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBClusterArn", CLUSTER_ARN);
        refuses(
                fixture,
                CLUSTER_ARN
                        + " is not a valid DB Cluster ARN. No Clusters found when using DescribeDBClusters RDS API"
                        + " to get connection params.");
    }

    @Test
    void anArnThatIsTooLongIsRefused() {
        String arn = "arn:aws:rds:us-east-1:123456789012:db:" + "x".repeat(256);
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", arn);
        refuses(fixture, arn + " is not a valid DB Instance ARN. It exceeds the maximum length of 256.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "username", "password", "engine"})
    void aMissingKeyIsNamedInASecretOfAlternatingUsersToo(String key) {
        String json = Fixture.alternatingJson(Fixture.USER, "p").replace("\"" + key + "\"", "\"other\"");
        refuses(Fixture.startedWith(json), key + " key is missing from secret JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"u\",\"password\":\"p\"}",
                "{\"engine\":\"oracle\",\"host\":\"h\",\"username\":\"u\",\"password\":\"p\"}",
                "{\"host\":\"h\",\"username\":\"u\",\"password\":\"p\"}"
            })
    void anEngineThatIsMissingOrUnknownIsRefused(String json) {
        refuses(
                Fixture.startedWith(json),
                "Database engine must be set to 'postgres' in order to use this rotation lambda");
    }

    @Test
    void anEngineOfRdsThatIsUnknownIsRefused() {
        Fixture fixture = Fixture.startedWith(Fixture.managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", Fixture.INSTANCE_ARN);
        fixture.rds.add(Fixture.instance("oracle-ee"));
        refuses(fixture, "Database engine must be set to 'postgres' in order to use this rotation lambda");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "username", "password"})
    void aMissingKeyIsNamed(String key) {
        String json = Fixture.json(Fixture.USER, "h", "p").replace("\"" + key + "\"", "\"other\"");
        refuses(Fixture.startedWith(json), key + " key is missing from secret JSON");
    }

    @ParameterizedTest
    @CsvSource({"5433,5433", "\"5434\",5434"})
    void aPortIsANumberOrAText(String written, int port) {
        assertThat(loginWith("\"port\":" + written).port()).contains(port);
    }

    @Test
    void aPortThatIsNoNumberIsRefusedWithoutBeingQuoted() {
        String json = Fixture.json(Fixture.USER, "h", "p").replace("}", ",\"port\":\"hush\"}");
        refuses(Fixture.startedWith(json), "port key of secret JSON is not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "true,REQUIRED",
        "\"true\",REQUIRED",
        "\"True\",REQUIRED",
        "false,NONE",
        "\"false\",NONE",
        "\"maybe\",PREFERRED",
        "null,PREFERRED",
        "7,PREFERRED"
    })
    void theSslKeyDecidesAboutTls(String written, Tls tls) {
        assertThat(loginWith("\"ssl\":" + written).tls()).isEqualTo(tls);
    }

    @Test
    void theDatabaseNameIsTheSecretsOwn() {
        assertThat(loginWith("\"dbname\":\"orders\"").database()).contains("orders");
        assertThat(loginWith("\"mine\":1").database()).isEmpty();
    }

    @Test
    void aConnectionNeverShowsItsPassword() {
        Connection connection = new Connection("h", Optional.of(1), Optional.empty(), "u", "hush", Connection.Tls.NONE);
        assertThat(connection.toString()).contains("host=h", "user=u").doesNotContain("hush");
    }

    private static Connection loginWith(String member) {
        String json = Fixture.json(Fixture.USER, "h", Fixture.OLD_PASSWORD).replace("}", "," + member + "}");
        Fixture fixture = Fixture.startedWith(json);
        fixture.rotate();
        return fixture.database.lastLogin();
    }

    private static void refuses(Fixture fixture, String message) {
        assertThatThrownBy(() -> fixture.run("createSecret"))
                .isInstanceOf(RotationException.class)
                .hasMessage(message);
    }
}
