package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Every ARN has the partition of its region, and there are no regions but AWS's. */
@OneProcess
class PartitionsIT {
    private static final String ACCOUNT = "123456789012";
    private static final String BEIJING = "cn-north-1";

    @TempDir
    static Path folder;

    private static RouterProcess router;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    private static Caller in(String region) {
        return router.caller().in(Region.of(region));
    }

    private static ReplicaRegionType replica(String region) {
        return ReplicaRegionType.builder().region(region).build();
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1,aws", "cn-north-1,aws-cn", "us-gov-west-1,aws-us-gov"})
    void everyServiceMakesArnsOfThePartition(String region, String partition) {
        String start = "arn:" + partition + ":";
        try (AwsClients aws = AwsClients.of(in(region))) {
            String key = aws.kms().createKey().keyMetadata().arn();

            assertThat(aws.sts().getCallerIdentity().arn()).isEqualTo(start + "iam::" + ACCOUNT + ":user/test");
            assertThat(aws.secrets().createSecret(each -> each.name("orders")).arn())
                    .startsWith(start + "secretsmanager:" + region + ":" + ACCOUNT + ":secret:orders-");
            assertThat(key).startsWith(start + "kms:" + region + ":" + ACCOUNT + ":key/");
            assertThat(aws.kms().getKeyPolicy(each -> each.keyId(key)).policy())
                    .contains(start + "iam::" + ACCOUNT + ":root");
        }
    }

    @ParameterizedTest
    @CsvSource({"cn-north-1,aws-cn,amazonaws.com.cn", "us-gov-west-1,aws-us-gov,amazonaws.com"})
    void theKeyOfSecretsManagerIsForTheServiceInItsPartition(String region, String partition, String suffix) {
        try (AwsClients aws = AwsClients.of(in(region))) {
            String alias = "alias/aws/secretsmanager";
            String key = aws.kms()
                    .describeKey(each -> each.keyId(alias))
                    .keyMetadata()
                    .arn();

            assertThat(key).startsWith("arn:" + partition + ":kms:");
            assertThat(aws.kms().getKeyPolicy(each -> each.keyId(key)).policy())
                    .contains("\"secretsmanager." + region + "." + suffix + "\"")
                    .contains("arn:" + partition + ":iam::" + ACCOUNT + ":root");
        }
    }

    @Test
    void functionsAndRulesAreInThePartitionToo() {
        Command.assumeInstalled("python3");
        try (LambdaClient lambda = in(BEIJING).configure(LambdaClient.builder()).build();
                EventBridgeClient events =
                        in(BEIJING).configure(EventBridgeClient.builder()).build()) {
            String function = lambda.createFunction(each -> each.functionName("listener")
                            .runtime("python3.11")
                            .handler("function.handler")
                            .role("arn:aws-cn:iam::" + ACCOUNT + ":role/functions")
                            .code(code -> code.zipFile(FunctionZips.of("function.py"))))
                    .functionArn();
            String statement = lambda.addPermission(each -> each.functionName(function)
                            .statementId("account")
                            .action("lambda:InvokeFunction")
                            .principal(ACCOUNT))
                    .statement();

            assertThat(function).isEqualTo("arn:aws-cn:lambda:cn-north-1:" + ACCOUNT + ":function:listener");
            assertThat(statement).contains("arn:aws-cn:iam::" + ACCOUNT + ":root");
            assertThat(events.putRule(each -> each.name("orders").eventPattern("{\"source\":[\"a\"]}"))
                            .ruleArn())
                    .isEqualTo("arn:aws-cn:events:cn-north-1:" + ACCOUNT + ":rule/orders");
        }
    }

    /** RDS calls Secrets Manager in the region of the secret, so the rotation of one elsewhere ends too. */
    @Test
    void aManagedPasswordIsMadeAndRotatedInThePartition() {
        try (AwsClients aws = AwsClients.of(in(BEIJING))) {
            ManagedInstance instance = ManagedInstance.create(aws, "beijing");
            DBInstance described = instance.describe();
            DescribeSecretResponse secret = aws.secrets().describeSecret(each -> each.secretId(instance.secretArn()));

            assertThat(described.dbInstanceArn()).isEqualTo("arn:aws-cn:rds:cn-north-1:" + ACCOUNT + ":db:beijing");
            assertThat(described.masterUserSecret().kmsKeyId()).startsWith("arn:aws-cn:kms:cn-north-1:");
            assertThat(secret.arn()).startsWith("arn:aws-cn:secretsmanager:cn-north-1:");
            assertThat(secret.description()).endsWith(described.dbInstanceArn());
            assertThat(secret.tags()).extracting(Tag::value).contains(described.dbInstanceArn());

            String before = instance.secret();
            instance.startRotation();
            instance.awaitRotated();
            assertThat(instance.secret()).isNotEqualTo(before);
            instance.delete();
        }
        assertThat(router.events().stream()
                        .filter(event -> event.getString("region").equals(BEIJING))
                        .map(Object::toString))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event).doesNotContain("arn:aws:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mars-north-1", "xx-nowhere-9", "us-east-99"})
    void noCallIsSignedForARegionThatThereIsNot(String region) {
        String message = "Credential should be scoped to a valid region.";
        try (AwsClients aws = AwsClients.of(in(region))) {
            assertRefused(() -> aws.secrets().listSecrets(), "InvalidSignatureException", message);
            assertRefused(() -> aws.kms().listKeys(), "InvalidSignatureException", message);
            assertRefused(() -> aws.rds().describeDBInstances(), "SignatureDoesNotMatch");
            assertRefused(() -> aws.sts().getCallerIdentity(), "SignatureDoesNotMatch");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1,xx-nowhere-9",
        "us-east-1,mars-north-1",
        "us-east-1,cn-north-1",
        "us-east-1,us-gov-west-1",
        "cn-north-1,us-east-1",
        "us-gov-east-1,us-east-2"
    })
    void aReplicaIsInARegionOfItsPartition(String home, String there) {
        try (SecretsManagerClient aws =
                in(home).configure(SecretsManagerClient.builder()).build()) {
            String name = "for-" + there;
            aws.createSecret(each -> each.name(name).secretString("one"));
            String message = "Invalid replica region.";

            assertRefused(
                    () -> aws.replicateSecretToRegions(
                            each -> each.secretId(name).addReplicaRegions(replica(there))),
                    "InvalidParameterException",
                    message);
            assertRefused(
                    () -> aws.createSecret(each -> each.name(name + "-too").addReplicaRegions(replica(there))),
                    "InvalidParameterException",
                    message);
            assertThat(aws.describeSecret(each -> each.secretId(name)).replicationStatus())
                    .isEmpty();
        }
    }

    @Test
    void aSecretIsReplicatedWithinItsPartition() {
        try (SecretsManagerClient aws =
                in(BEIJING).configure(SecretsManagerClient.builder()).build()) {
            aws.createSecret(
                    each -> each.name("shared").secretString("one").addReplicaRegions(replica("cn-northwest-1")));
            awaitReplica(aws, "shared");
        }
        try (SecretsManagerClient aws =
                in("cn-northwest-1").configure(SecretsManagerClient.builder()).build()) {
            assertThat(aws.getSecretValue(each -> each.secretId("shared")).arn())
                    .startsWith("arn:aws-cn:secretsmanager:cn-northwest-1:");
        }
    }

    private static void awaitReplica(SecretsManagerClient aws, String name) {
        Await.until(
                "the replica is there", Duration.ofSeconds(30), () -> aws.describeSecret(each -> each.secretId(name))
                        .replicationStatus()
                        .get(0)
                        .status()
                        .equals(StatusType.IN_SYNC));
    }

    @Test
    void whoWantsToPlayMayHaveAnyRegion() {
        try (RouterProcess playground = RouterProcess.startInMemoryForAnyRegion(folder.resolve("playground.log"));
                SecretsManagerClient aws = playground
                        .caller()
                        .in(Region.of("mars-north-1"))
                        .configure(SecretsManagerClient.builder())
                        .build()) {
            assertThat(aws.createSecret(each ->
                                    each.name("orders").secretString("one").addReplicaRegions(replica("xx-nowhere-9")))
                            .arn())
                    .startsWith("arn:aws:secretsmanager:mars-north-1:");
            awaitReplica(aws, "orders");
            assertRefused(
                    () -> aws.replicateSecretToRegions(
                            each -> each.secretId("orders").addReplicaRegions(replica(BEIJING))),
                    "InvalidParameterException",
                    "Invalid replica region.");
        }
    }
}
