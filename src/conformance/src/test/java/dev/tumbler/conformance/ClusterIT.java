package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Master passwords of Aurora clusters and what goes with them, each proven by logins. One cluster is there for all tests. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class ClusterIT {
    private static final String CLUSTER = "it-cluster";

    private static AwsClients aws;
    private static RdsClient rds;
    private static ManagedCluster cluster;
    private static Login login;

    @BeforeAll
    static void create(Endpoint shared) {
        aws = shared.clients();
        rds = aws.rds();
        login = new Login();
        rds.createDBCluster(ManagedCluster.request(CLUSTER));
        cluster = new ManagedCluster(aws, CLUSTER).awaitAvailable();
    }

    @AfterAll
    static void remove() {
        cluster.delete();
        login.close();
    }

    @Test
    void theSecretIsTheOneThatRdsMakes() {
        DBCluster described = cluster.describe();
        assertThat(described.masterUserSecret().secretArn())
                .matches("arn:aws:secretsmanager:us-east-1:\\d{12}:secret:rds!cluster-[0-9a-f-]{36}-[A-Za-z0-9]{6}");
        assertThat(described.masterUserSecret().kmsKeyId()).startsWith("arn:aws:kms:us-east-1:");

        DescribeSecretResponse secret = aws.secrets().describeSecret(each -> each.secretId(cluster.secretArn()));
        assertThat(secret.owningService()).isEqualTo("rds");
        assertThat(secret.description())
                .isEqualTo("The secret associated with the primary RDS DB cluster: " + described.dbClusterArn());
        assertThat(secret.tags())
                .extracting(each -> each.key() + "=" + each.value())
                .contains("aws:rds:primaryDBClusterArn=" + described.dbClusterArn());
        assertThat(login.attempt(cluster.port(), cluster.secret())).isEqualTo(ACCEPTED);
    }

    @Test
    void aRotationChangesThePasswordOfTheServer() {
        String before = cluster.secret();

        assertThat(rds.modifyDBCluster(each -> each.dbClusterIdentifier(CLUSTER)
                                .rotateMasterUserPassword(true)
                                .applyImmediately(true))
                        .dbCluster()
                        .masterUserSecret()
                        .secretStatus())
                .isEqualTo("rotating");
        cluster.awaitAvailable();

        String after = cluster.secret();
        assertThat(cluster.describe().masterUserSecret().secretStatus()).isEqualTo("active");
        assertThat(login.attempt(cluster.port(), after)).isEqualTo(ACCEPTED);
        assertThat(login.attempt(cluster.port(), before)).isEqualTo(WRONG_PASSWORD);
    }

    @Test
    void managementIsTurnedOffAndOnAgain() {
        String firstArn = cluster.secretArn();
        String managed = cluster.secret();

        rds.modifyDBCluster(each -> each.dbClusterIdentifier(CLUSTER)
                .manageMasterUserPassword(false)
                .masterUserPassword("chosen-by-hand-1"));
        cluster.awaitAvailable();
        assertThat(cluster.describe().masterUserSecret()).isNull();
        assertThat(login.attempt(cluster.port(), "orders_admin", "chosen-by-hand-1"))
                .isEqualTo(ACCEPTED);
        assertThat(login.attempt(cluster.port(), managed)).isEqualTo(WRONG_PASSWORD);
        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(firstArn)));

        rds.modifyDBCluster(each -> each.dbClusterIdentifier(CLUSTER).manageMasterUserPassword(true));
        cluster.awaitAvailable();
        assertThat(cluster.secretArn()).isNotEqualTo(firstArn);
        assertThat(login.attempt(cluster.port(), cluster.secret())).isEqualTo(ACCEPTED);
    }

    @Test
    void membersComeAndGo() {
        join("it-writer");
        join("it-reader");

        assertThat(cluster.describe().dbClusterMembers())
                .extracting(DBClusterMember::dbInstanceIdentifier, DBClusterMember::isClusterWriter)
                .containsExactly(tuple("it-writer", true), tuple("it-reader", false));
        assertThat(members())
                .allSatisfy(member -> assertThat(member.endpoint().port()).isEqualTo(cluster.port()))
                .extracting(DBInstance::dbInstanceIdentifier)
                .containsExactly("it-reader", "it-writer");
        assertRefused(
                () -> rds.deleteDBCluster(
                        each -> each.dbClusterIdentifier(CLUSTER).skipFinalSnapshot(true)),
                "InvalidDBClusterStateFault",
                "Cluster cannot be deleted, it still contains DB instances in non-deleting state.");

        List.of("it-writer", "it-reader")
                .forEach(member -> rds.deleteDBInstance(each -> each.dbInstanceIdentifier(member)));
        assertThat(members()).isEmpty();
    }

    private static void join(String identifier) {
        rds.createDBInstance(each -> each.dbInstanceIdentifier(identifier)
                .dbClusterIdentifier(CLUSTER)
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large"));
    }

    private static List<DBInstance> members() {
        Filter ofCluster =
                Filter.builder().name("db-cluster-id").values(CLUSTER).build();
        return rds.describeDBInstances(each -> each.filters(ofCluster)).dbInstances();
    }

    @Test
    void aStoppedClusterTakesNoLoginsAndARebootedOneDoesAgain() {
        int port = cluster.port();
        rds.stopDBCluster(each -> each.dbClusterIdentifier(CLUSTER));
        Await.until("the cluster is stopped", Duration.ofSeconds(60), () -> cluster.describe()
                .status()
                .equals("stopped"));
        assertThatThrownBy(() -> login.attempt(port, cluster.secret())).hasMessageContaining("Connection refused");

        rds.startDBCluster(each -> each.dbClusterIdentifier(CLUSTER));
        cluster.awaitAvailable();
        rds.rebootDBCluster(each -> each.dbClusterIdentifier(CLUSTER));
        cluster.awaitAvailable();
        assertThat(login.attempt(port, cluster.secret())).isEqualTo(ACCEPTED);
    }

    @Test
    void theRouterShowsItInItsStatus(Endpoint shared, @TempDir Path folder) throws IOException {
        String port = String.valueOf(shared.caller().addressOf("rds").getPort());

        assertThat(RouterProcess.run(folder, "status", "--port", port).output())
                .contains("DB CLUSTER")
                .containsPattern(CLUSTER + " +aurora-postgresql .*\\(runs on postgres ");
    }

    @Test
    void tagsAreAddedListedAndRemoved() {
        String arn = cluster.describe().dbClusterArn();
        Tag team = Tag.builder().key("team").value("orders").build();

        rds.addTagsToResource(each -> each.resourceName(arn).tags(team));
        assertThat(rds.listTagsForResource(each -> each.resourceName(arn)).tagList())
                .contains(team);
        rds.removeTagsFromResource(each -> each.resourceName(arn).tagKeys("team"));
        assertThat(rds.listTagsForResource(each -> each.resourceName(arn)).tagList())
                .doesNotContain(team);
    }

    @Test
    void aDeletedClusterTakesItsSecretAndServerAlong() {
        rds.createDBCluster(ManagedCluster.request("it-deleted"));
        ManagedCluster deleted = new ManagedCluster(aws, "it-deleted").awaitAvailable();
        String secret = deleted.secret();
        String arn = deleted.secretArn();
        int port = deleted.port();

        deleted.delete();

        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(arn)));
        assertThatThrownBy(() -> login.attempt(port, secret)).hasMessageContaining("Connection refused");
    }
}
