package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

/** An ARN of another region, account or partition reaches nothing, by no operation of Secrets Manager and RDS. */
@OneProcess
@ExtendWith(SharedEndpoint.class)
class BordersIT {
    private static final String ELSEWHERE = "eu-west-3";
    private static final String STRANGER = "210987654321";

    private static Endpoint endpoint;
    private static AwsClients home;
    private static AwsClients paris;
    private static QueryWire homeWire;
    private static QueryWire parisWire;
    private static String secret;
    private static ManagedInstance instance;
    private static ManagedCluster cluster;
    private static String instanceArn;
    private static String clusterArn;
    private static DescribeSecretResponse secretBefore;
    private static DBInstance instanceBefore;
    private static DBCluster clusterBefore;

    @BeforeAll
    static void create(Endpoint shared) {
        endpoint = shared;
        home = shared.clients();
        Caller there = shared.caller().in(Region.of(ELSEWHERE));
        paris = AwsClients.of(there);
        homeWire = new QueryWire(shared.caller());
        parisWire = new QueryWire(there);
        secret = home.secrets()
                .createSecret(each -> each.name(shared.unique("borders")).secretString("one"))
                .arn();
        instance = ManagedInstance.begin(home, "borders-instance", "postgres");
        cluster = ManagedCluster.begin(home, "borders-cluster");
        instanceBefore = instance.awaitAvailable().describe();
        clusterBefore = cluster.awaitAvailable().describe();
        instanceArn = instanceBefore.dbInstanceArn();
        clusterArn = clusterBefore.dbClusterArn();
        // so that a read of the same day changes nothing that is described
        home.secrets().getSecretValue(each -> each.secretId(secret));
        secretBefore = described();
    }

    private static DescribeSecretResponse described() {
        return home.secrets().describeSecret(each -> each.secretId(secret));
    }

    @AfterAll
    static void remove() {
        instance.beginDeletion();
        cluster.beginDeletion();
        instance.awaitGone();
        cluster.awaitGone();
        paris.close();
    }

    @AfterEach
    void nothingIsChangedByARefusedCall() {
        assertThat(described()).hasToString(secretBefore.toString());
        assertThat(instance.describe()).isEqualTo(instanceBefore);
        assertThat(cluster.describe()).isEqualTo(clusterBefore);
    }

    @ParameterizedTest
    @EnumSource
    void aSecretOfAnotherRegionIsNotFound(EveryOperationIT.Operation operation) {
        assertNotFound(() -> operation.call.accept(paris.secrets(), secret));
    }

    @ParameterizedTest
    @EnumSource
    void aSecretOfAnotherPartitionIsNotFound(EveryOperationIT.Operation operation) {
        assertNotFound(() -> operation.call.accept(home.secrets(), secret.replace("arn:aws:", "arn:aws-cn:")));
    }

    @ParameterizedTest
    @EnumSource
    void aSecretOfAnotherAccountIsDenied(EveryOperationIT.Operation operation) {
        String foreign = ofStranger(secret);
        String action = "secretsmanager:"
                + Arrays.stream(operation.name().split("_"))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining());

        assertRefused(
                () -> operation.call.accept(home.secrets(), foreign), "AccessDeniedException", denied(action, foreign));
    }

    /** AWS asks who may do it before it looks for the secret. */
    @Test
    void theAccountComesBeforeTheRegion() {
        String foreign = ofStranger(secret);

        assertRefused(
                () -> paris.secrets().getSecretValue(each -> each.secretId(foreign)),
                "AccessDeniedException",
                denied("secretsmanager:GetSecretValue", foreign));
    }

    private static String ofStranger(String arn) {
        return arn.replace(endpoint.account(), STRANGER);
    }

    private static String denied(String action, String resource) {
        return "User: " + home.sts().getCallerIdentity().arn() + " is not authorized to perform: " + action
                + " on resource: " + resource + " because no resource-based policy allows the " + action + " action";
    }

    @Test
    void theTableHasEveryOperationOfSecretsManagerThatNamesASecret() {
        assertThat(Arrays.stream(EveryOperationIT.Operation.values())
                        .map(each -> each.name().replace("_", "")))
                .containsExactlyInAnyOrderElementsOf(offered("Secret", "SecretId")
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .toList());
    }

    /** Operations of Secrets Manager or RDS whose requests have one of these members. */
    private static Stream<String> offered(String service, String... members) {
        Set<String> named = Set.of(members);
        return OfferedOperation.all().stream()
                .filter(each -> each.service().name().startsWith(service.toUpperCase(Locale.ROOT)))
                .filter(each -> each.members().stream().anyMatch(member -> named.contains(member.memberName())))
                .map(OfferedOperation::name);
    }

    @Test
    void aBatchTellsOfEachSecretThatIsOutOfReach() {
        String name = secretBefore.name();
        String inParis = secret.replace(endpoint.region(), ELSEWHERE);
        String foreign = ofStranger(secret);

        BatchGetSecretValueResponse answer =
                home.secrets().batchGetSecretValue(each -> each.secretIdList(name, inParis, foreign));

        assertThat(answer.secretValues()).extracting(SecretValueEntry::arn).containsExactly(secret);
        assertThat(answer.errors())
                .extracting(APIErrorType::secretId, APIErrorType::errorCode, APIErrorType::message)
                .containsExactly(
                        tuple(inParis, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."),
                        tuple(foreign, "AccessDeniedException", denied("secretsmanager:GetSecretValue", foreign)));
    }

    /**
     * An operation of RDS with the least that a call needs.
     *
     * @param member what names the database
     */
    record Named(String operation, Kind kind, String member, String others) {
        String parameters(String arn) {
            return member + "=" + arn + " " + others;
        }

        @Override
        public String toString() {
            return operation;
        }
    }

    /** What an operation of RDS calls a database. */
    enum Kind {
        INSTANCE,
        CLUSTER,
        RESOURCE
    }

    static List<Named> databases() {
        return List.of(
                instance("DescribeDBInstances", ""),
                instance("ModifyDBInstance", "MasterUserPassword=of-a-stranger ManageMasterUserPassword=false"),
                instance("RebootDBInstance", ""),
                instance("StartDBInstance", ""),
                instance("StopDBInstance", ""),
                instance("DeleteDBInstance", "SkipFinalSnapshot=true"),
                cluster("DescribeDBClusters", ""),
                cluster("ModifyDBCluster", "RotateMasterUserPassword=true ApplyImmediately=true"),
                cluster("RebootDBCluster", ""),
                cluster("StartDBCluster", ""),
                cluster("StopDBCluster", ""),
                cluster("DeleteDBCluster", "SkipFinalSnapshot=true"),
                cluster(
                        "CreateDBInstance",
                        "DBInstanceIdentifier=borders-member Engine=aurora-postgresql DBInstanceClass=db.r6g.large"),
                resource("ListTagsForResource", "ResourceName", ""),
                resource("AddTagsToResource", "ResourceName", "Tags.Tag.1.Key=mine Tags.Tag.1.Value=x"),
                resource("RemoveTagsFromResource", "ResourceName", "TagKeys.member.1=mine"),
                resource("CreateBlueGreenDeployment", "Source", "BlueGreenDeploymentName=borders"));
    }

    private static Named instance(String operation, String others) {
        return new Named(operation, Kind.INSTANCE, "DBInstanceIdentifier", others);
    }

    private static Named cluster(String operation, String others) {
        return new Named(operation, Kind.CLUSTER, "DBClusterIdentifier", others);
    }

    private static Named resource(String operation, String member, String others) {
        return new Named(operation, Kind.RESOURCE, member, others);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDatabaseOfAnotherRegionIsNotFound(Named named) {
        assertOutOfReach(parisWire, named, arn(named));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDatabaseOfAnotherPartitionIsNotFound(Named named) {
        assertOutOfReach(homeWire, named, arn(named).replace("arn:aws:", "arn:aws-us-gov:"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDatabaseOfAnotherAccountIsDenied(Named named) {
        String foreign = ofStranger(arn(named));

        homeWire.assertRefused(
                named.operation(),
                named.parameters(foreign),
                "AccessDenied",
                denied("rds:" + named.operation(), foreign));
    }

    /** A replica may have its source in another region, and never in another account. */
    @Test
    void theSourceOfAReplicaMayBeInAnotherRegionOfItsAccount() {
        String operation = "CreateDBInstanceReadReplica";
        String source = "DBInstanceIdentifier=borders-replica SourceDBInstanceIdentifier=";

        parisWire.assertRefused(
                operation,
                source + instanceArn,
                "InvalidParameterValue",
                "Creating read replicas for source instance with engine postgres where ManageMasterUserPassword is"
                        + " enabled is not supported.");
        homeWire.assertRefused(
                operation,
                source + ofStranger(instanceArn),
                "AccessDenied",
                denied("rds:" + operation, ofStranger(instanceArn)));
    }

    private static String arn(Named named) {
        return named.kind() == Kind.CLUSTER ? clusterArn : instanceArn;
    }

    private static void assertOutOfReach(QueryWire wire, Named named, String arn) {
        String parameters = named.parameters(arn);
        switch (named.kind()) {
            case INSTANCE ->
                wire.assertRefused(
                        named.operation(), parameters, "DBInstanceNotFound", "DBInstance borders-instance not found.");
            case CLUSTER ->
                wire.assertRefused(
                        named.operation(),
                        parameters,
                        "DBClusterNotFoundFault",
                        "DBCluster borders-cluster not found.");
            case RESOURCE ->
                wire.assertRefused(
                        named.operation(),
                        parameters,
                        "InvalidParameterValue",
                        "The specified resource name does not match an RDS resource in this region.");
        }
    }

    /** But for those that make a database of that name. */
    @Test
    void theTableHasEveryOperationOfRdsThatNamesADatabase() {
        Set<String> making = Set.of(
                "CreateDBCluster", "CreateDBInstanceReadReplica", "RestoreDBClusterFromS3", "RestoreDBInstanceFromS3");

        assertThat(databases().stream().map(Named::operation))
                .containsExactlyInAnyOrderElementsOf(
                        offered("Rds", "DBInstanceIdentifier", "DBClusterIdentifier", "ResourceName", "Source")
                                .filter(name -> !making.contains(name))
                                .toList());
    }
}
