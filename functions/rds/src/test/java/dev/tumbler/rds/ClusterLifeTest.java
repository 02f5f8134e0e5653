package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StartDbClusterRequest;
import software.amazon.awssdk.services.rds.model.StopDbClusterRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/** Clusters and their members from creation to removal. */
class ClusterLifeTest {
    private static final DatabaseId ID = RdsFixture.id(DatabaseKind.CLUSTER, "orders");

    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    private static CreateDbClusterRequest.Builder aurora() {
        return CreateDbClusterRequest.builder()
                .dbClusterIdentifier("Orders")
                .engine("aurora-postgresql")
                .masterUsername("owner")
                .manageMasterUserPassword(true);
    }

    /** As in AWS's guide. */
    private static CreateDbClusterRequest.Builder multiAz() {
        return CreateDbClusterRequest.builder()
                .dbClusterIdentifier("orders")
                .engine("mysql")
                .engineVersion("8.0.28")
                .allocatedStorage(4000)
                .storageType("io1")
                .iops(10000)
                .dbClusterInstanceClass("db.r6gd.xlarge")
                .manageMasterUserPassword(true);
    }

    private DBCluster create(CreateDbClusterRequest.Builder request) {
        await(rds.createCluster.apply(request.build(), CALL));
        rds.converge(ID);
        return describe();
    }

    private DBCluster describe() {
        DescribeDbClustersRequest request = DescribeDbClustersRequest.builder()
                .dbClusterIdentifier("orders")
                .build();
        return await(rds.describeClusters.apply(request, CALL)).dbClusters().get(0);
    }

    private DBInstance join(String identifier) {
        CreateDbInstanceRequest request = CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(identifier)
                .dbClusterIdentifier("orders")
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large")
                .build();
        return await(rds.create.apply(request, CALL)).dbInstance();
    }

    private List<DBInstance> instances(Filter... filters) {
        DescribeDbInstancesRequest request =
                DescribeDbInstancesRequest.builder().filters(filters).build();
        return await(rds.describe.apply(request, CALL)).dbInstances();
    }

    private void modify(UnaryOperator<ModifyDbClusterRequest.Builder> change) {
        ModifyDbClusterRequest.Builder request =
                ModifyDbClusterRequest.builder().dbClusterIdentifier("orders");
        await(rds.modifyCluster.apply(change.apply(request).build(), CALL));
    }

    private DBInstance leave(String identifier) {
        DeleteDbInstanceRequest request = DeleteDbInstanceRequest.builder()
                .dbInstanceIdentifier(identifier)
                .build();
        return await(rds.delete.apply(request, CALL)).dbInstance();
    }

    private DBCluster delete() {
        DeleteDbClusterRequest request = DeleteDbClusterRequest.builder()
                .dbClusterIdentifier("orders")
                .skipFinalSnapshot(true)
                .build();
        return await(rds.deleteCluster.apply(request, CALL)).dbCluster();
    }

    private void assertSecretOpensServer() {
        assertThat(rds.secretValue(ID))
                .isEqualTo("{\"username\":\"owner\",\"password\":\"" + rds.serverPassword(ID) + "\"}");
    }

    @Test
    void aClusterHasAServerAndASecretBeforeItHasMembers() {
        DBCluster cluster = create(aurora());

        assertThat(cluster.status()).isEqualTo("available");
        assertThat(cluster.dbClusterResourceId()).matches("cluster-[A-Z2-7]{26}");
        assertThat(cluster.endpoint()).isEqualTo("127.0.0.1").isEqualTo(cluster.readerEndpoint());
        assertThat(cluster.dbClusterMembers()).isEmpty();
        assertThat(cluster.masterUserSecret().secretStatus()).isEqualTo("active");
        assertThat(cluster.pendingModifiedValues()).isNull();
        assertThat(rds.servers.running).containsOnlyKeys(cluster.dbClusterResourceId());
        assertSecretOpensServer();
    }

    @Test
    void theSecretIsTheOneThatRdsMakes() {
        String arn = create(aurora()).dbClusterArn();

        Secret secret = rds.secret(secretId()).orElseThrow();
        assertThat(arn).isEqualTo("arn:aws:rds:us-east-1:123456789012:cluster:orders");
        assertThat(secretId().name()).matches("rds!cluster-[0-9a-f-]{36}");
        assertThat(secret.details().description())
                .contains("The secret associated with the primary RDS DB cluster: " + arn);
        assertThat(secret.details().tags().orElseThrow())
                .containsEntry("aws:rds:primaryDBClusterArn", arn)
                .containsEntry("aws:secretsmanager:owningService", "rds")
                .hasSize(2);
    }

    private SecretId secretId() {
        return rds.find(ID).orElseThrow().master().managed().orElseThrow().id();
    }

    @Test
    void membersShareTheClustersServer() {
        create(aurora());
        DBInstance joined = join("One");
        join("two");

        assertThat(joined.dbInstanceArn()).endsWith(":db:one");
        assertThat(joined.dbClusterIdentifier()).isEqualTo("orders");
        assertThat(joined.endpoint().port()).isEqualTo(describe().port());
        assertThat(joined.masterUserSecret()).isNull();
        assertThat(describe().dbClusterMembers())
                .extracting(DBClusterMember::dbInstanceIdentifier, DBClusterMember::isClusterWriter)
                .containsExactly(tuple("one", true), tuple("two", false));
        assertThat(instances()).extracting(DBInstance::dbInstanceIdentifier).containsExactly("one", "two");
        assertThat(rds.servers.running).hasSize(1);
    }

    @Test
    void aClusterIsDeletedAfterItsMembers() {
        create(aurora());
        join("one");
        assertThatThrownBy(this::delete)
                .hasMessage("Cluster cannot be deleted, it still contains DB instances in non-deleting state.");

        assertThat(leave("one").dbInstanceStatus()).isEqualTo("deleting");
        assertThat(instances()).isEmpty();
        SecretId secret = secretId();
        assertThat(delete().status()).isEqualTo("deleting");
        rds.converge(ID);

        assertThat(rds.find(ID)).isEmpty();
        assertThat(rds.secret(secret)).isEmpty();
        assertThat(rds.servers.running).isEmpty();
    }

    @Test
    void aMultiAzClusterComesAndGoesWithItsThreeMembers() {
        DBCluster cluster = create(multiAz());

        assertThat(cluster.multiAZ()).isTrue();
        assertThat(cluster.engineVersion()).isEqualTo("8.0.28");
        assertThat(cluster.masterUsername()).isEqualTo("admin");
        assertThat(cluster.storageType()).isEqualTo("io1");
        assertThat(cluster.iops()).isEqualTo(10000);
        assertThat(cluster.tagList())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("tumbler:runs-on=mariadb 11.4.5");
        assertThat(instances())
                .allSatisfy(member -> assertThat(member.dbInstanceClass()).isEqualTo("db.r6gd.xlarge"))
                .allSatisfy(member -> assertThat(member.iops()).isEqualTo(10000))
                .extracting(DBInstance::dbInstanceIdentifier)
                .containsExactly("orders-instance-1", "orders-instance-2", "orders-instance-3");
        assertThatThrownBy(() -> leave("orders-instance-2"))
                .hasMessage("Deleting cluster instances isn't supported for DB engine mysql.");

        delete();
        rds.converge(ID);
        assertThat(instances()).isEmpty();
    }

    /** As AWS: of a cluster the usual type is not named. */
    @Test
    void aurorasStorageIsShownOfMembersAlone() {
        create(aurora());
        assertThat(join("one").storageType()).isEqualTo("aurora");
        assertThat(describe().storageType()).isNull();

        modify(each -> each.storageType("aurora-iopt1"));
        assertThat(describe().storageType()).isEqualTo("aurora-iopt1");
        assertThat(instances().get(0).storageType()).isEqualTo("aurora-iopt1");
    }

    @Test
    void managementIsTurnedOffAndOn() {
        create(aurora());
        SecretId first = secretId();

        modify(each -> each.manageMasterUserPassword(false).masterUserPassword("chosen-by-hand"));
        assertThat(describe().status()).isEqualTo("resetting-master-credentials");
        assertThat(describe().pendingModifiedValues().masterUserPassword()).isEqualTo("****");
        rds.converge(ID);
        assertThat(rds.serverPassword(ID)).isEqualTo("chosen-by-hand");
        assertThat(describe().masterUserSecret()).isNull();
        assertThat(rds.secret(first)).isEmpty();

        modify(each -> each.manageMasterUserPassword(true).masterUserSecretKmsKeyId("alias/mine"));
        rds.converge(ID);
        assertThat(secretId()).isNotEqualTo(first);
        assertThat(describe().masterUserSecret().kmsKeyId()).endsWith(":key/mine");
        assertSecretOpensServer();
    }

    @Test
    void rotatingStartsTheSecretsRotation() {
        create(aurora());
        join("one");
        modify(each -> each.rotateMasterUserPassword(true).applyImmediately(true));

        assertThat(describe().masterUserSecret().secretStatus()).isEqualTo("rotating");
        assertThat(describe().status()).isEqualTo("resetting-master-credentials");
        assertThat(instances().get(0).dbInstanceStatus()).isEqualTo("resetting-master-credentials");
        assertThat(rds.events).hasAtLeastOneElementOfType(DomainEvent.RotationStarted.class);
    }

    @Test
    void membersStopAndStartWithTheirCluster() {
        create(aurora());
        join("one");
        await(rds.stopCluster.apply(
                StopDbClusterRequest.builder().dbClusterIdentifier("orders").build(), CALL));
        rds.converge(ID);
        assertThat(describe().status()).isEqualTo("stopped");
        assertThat(instances().get(0).dbInstanceStatus()).isEqualTo("stopped");
        assertThat(rds.servers.running).isEmpty();

        await(rds.startCluster.apply(
                StartDbClusterRequest.builder().dbClusterIdentifier("orders").build(), CALL));
        rds.converge(ID);
        assertThat(instances().get(0).dbInstanceStatus()).isEqualTo("available");
    }

    @Test
    void aMembersClassAndTagsAreItsOwn() {
        create(aurora());
        DBInstance member = join("one");
        await(rds.modify.apply(
                ModifyDbInstanceRequest.builder()
                        .dbInstanceIdentifier("one")
                        .dbInstanceClass("db.r6g.xlarge")
                        .build(),
                CALL));
        await(rds.addTags.apply(
                AddTagsToResourceRequest.builder()
                        .resourceName(member.dbInstanceArn())
                        .tags(Tag.builder().key("team").value("orders").build())
                        .build(),
                CALL));

        assertThat(instances().get(0).dbInstanceClass()).isEqualTo("db.r6g.xlarge");
        assertThat(instances().get(0).tagList()).extracting(tag -> tag.key()).contains("team");
        assertThat(describe().tagList()).extracting(tag -> tag.key()).doesNotContain("team");
    }

    @ParameterizedTest
    @CsvSource({
        "db-cluster-id, orders, 1",
        "db-cluster-id, arn:aws:rds:us-east-1:123456789012:cluster:orders, 1",
        "db-cluster-id, others, 0",
        "db-instance-id, one, 1",
        "engine, aurora-postgresql, 1"
    })
    void membersAreFilteredAsInstancesAre(String name, String value, int found) {
        create(aurora());
        join("one");
        await(rds.create.apply(DatabaseLifeTest.managed("alone").build(), CALL));

        assertThat(instances(Filter.builder().name(name).values(value).build())).hasSize(found);
    }
}
