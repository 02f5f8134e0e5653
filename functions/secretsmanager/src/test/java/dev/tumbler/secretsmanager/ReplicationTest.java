package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.Replicas.PARIS;
import static dev.tumbler.secretsmanager.Replicas.TOKYO;
import static dev.tumbler.secretsmanager.SecretsService.RDS;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.SecretId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class ReplicationTest {
    private static final String HOME = "us-east-1";
    private static final String REFUSED =
            "Operation not permitted on a replica secret. Call must be made in primary secret's region.";

    private final SecretsService service = new SecretsService();
    private final Replicas replicas = new Replicas(service);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aReplicaIsAsItsPrimary() {
        CreateSecretResponse created = replicas.create();
        ReplicateSecretToRegionsResponse asked = replicas.replicate("a", PARIS);
        replicas.settle();

        assertThat(asked.arn()).isEqualTo(created.arn());
        assertThat(asked.replicationStatus())
                .containsExactly(ReplicationStatusType.builder()
                        .region(PARIS)
                        .kmsKeyId("alias/aws/secretsmanager")
                        .status(StatusType.IN_PROGRESS)
                        .build());
        DescribeSecretResponse replica = replicas.describe(PARIS, "a");
        assertThat(replica.arn()).isEqualTo(created.arn().replace(HOME, PARIS));
        assertThat(replica.description()).isEqualTo("for orders");
        assertThat(replica.tags())
                .containsExactly(Tag.builder().key("team").value("orders").build());
        assertThat(replica.versionIdsToStages()).isEqualTo(Map.of(token(1), List.of("AWSCURRENT")));
        assertThat(replica.primaryRegion()).isEqualTo(HOME);
        assertThat(replica.hasReplicationStatus()).isFalse();
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v");
    }

    @Test
    void thePrimaryShowsWhereItsReplicasAre() {
        replicas.create(PARIS, TOKYO);
        replicas.settle();
        replicas.value(PARIS, "a");

        DescribeSecretResponse primary = replicas.describe(HOME, "a");
        assertThat(primary.primaryRegion()).isEqualTo(HOME);
        assertThat(primary.replicationStatus())
                .extracting(ReplicationStatusType::region)
                .containsExactly(PARIS, TOKYO);
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_SYNC);
        assertThat(replicas.status("a", PARIS).lastAccessedDate())
                .isEqualTo(TestingClock.START.truncatedTo(ChronoUnit.DAYS));
        assertThat(replicas.status("a", TOKYO).lastAccessedDate()).isNull();
    }

    @Test
    void aSecretWithoutReplicasSaysNothingOfThem() {
        CreateSecretResponse created = replicas.create();

        assertThat(created.hasReplicationStatus()).isFalse();
        assertThat(replicas.describe(HOME, "a").primaryRegion()).isNull();
        assertThat(service.events).isEmpty();
    }

    @Test
    void creationMayAskForReplicasAtOnceAndOnceMore() {
        CreateSecretResponse created = replicas.create(PARIS);
        replicas.settle();
        CreateSecretResponse again = replicas.create(PARIS);

        assertThat(created.replicationStatus())
                .extracting(ReplicationStatusType::status)
                .containsExactly(StatusType.IN_PROGRESS);
        assertThat(again.replicationStatus())
                .extracting(ReplicationStatusType::status)
                .containsExactly(StatusType.IN_SYNC);
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v");
    }

    @Test
    void everyChangeOfThePrimaryReachesItsReplicas() {
        replicas.create(PARIS);
        replicas.settle();
        service.clock.advance(Duration.ofMinutes(1));

        service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(2)).secretString("w"));
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_PROGRESS);
        replicas.settle();
        assertThat(replicas.value(PARIS, "a")).isEqualTo("w");
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_SYNC);

        service.updateSecretVersionStage(
                each -> each.secretId("a").versionStage("mine").moveToVersionId(token(1)));
        service.untagResource(each -> each.secretId("a").tagKeys("team"));
        service.updateSecret(each -> each.secretId("a").description("for nobody"));
        replicas.settle();
        DescribeSecretResponse replica = replicas.describe(PARIS, "a");
        assertThat(replica.versionIdsToStages())
                .isEqualTo(replicas.describe(HOME, "a").versionIdsToStages());
        assertThat(replica.tags()).isEmpty();
        assertThat(replica.description()).isEqualTo("for nobody");
        assertThat(replica.lastChangedDate()).isEqualTo(service.clock.instant());
    }

    @Test
    void aReplicaIsSealedUnderTheKeyOfItsRegion() {
        replicas.create();
        replicas.replicate(
                "a",
                false,
                ReplicaRegionType.builder()
                        .region(PARIS)
                        .kmsKeyId(TestingDataKeys.ORDERS)
                        .build());
        replicas.settle();

        assertThat(replicas.describe(PARIS, "a").kmsKeyId()).isEqualTo(TestingDataKeys.ORDERS);
        assertThat(replicas.status("a", PARIS).kmsKeyId()).isEqualTo(TestingDataKeys.ORDERS);
        SecretId place = new SecretId("123456789012", PARIS, "a");
        assertThat(service.store.value(place, token(1)).toCompletableFuture().join())
                .hasValueSatisfying(value -> assertThat(value.keyId()).isEqualTo(TestingDataKeys.ORDERS));
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v");
    }

    @Test
    void aKeyThatCannotBeUsedFailsTheRegionThoughThereIsNoValueYet() {
        service.createSecret(each -> each.name("empty"));
        replicas.replicate(
                "empty",
                false,
                ReplicaRegionType.builder()
                        .region(PARIS)
                        .kmsKeyId("alias/nobody")
                        .build());
        replicas.settle();

        assertThat(replicas.status("empty", PARIS).status()).isEqualTo(StatusType.FAILED);
        assertThat(replicas.status("empty", PARIS).statusMessage()).isEqualTo("Key 'alias/nobody' does not exist");
    }

    @Test
    void aRegionWhoseKeyFailedGoesOnUnderAnother() {
        replicas.create();
        replicas.replicate("a", false, under(TestingDataKeys.ORDERS));
        replicas.settle();
        service.keys.disable(TestingDataKeys.ORDERS);
        service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(2)).secretString("w"));
        replicas.settle();
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.FAILED);

        replicas.replicate("a", false, under(TestingDataKeys.BILLING));
        replicas.settle();

        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_SYNC);
        assertThat(replicas.describe(PARIS, "a").kmsKeyId()).isEqualTo(TestingDataKeys.BILLING);
        assertThat(replicas.value(PARIS, "a")).isEqualTo("w");
        assertThat(replicas.in(
                                PARIS,
                                () -> service.getSecretValue(
                                        each -> each.secretId("a").versionStage("AWSPREVIOUS")))
                        .secretString())
                .isEqualTo("v");
    }

    private static ReplicaRegionType under(String keyId) {
        return ReplicaRegionType.builder().region(PARIS).kmsKeyId(keyId).build();
    }

    @Test
    void aPolicyFollowsToTheReplicas() {
        replicas.create(PARIS);
        replicas.settle();
        service.call(
                new PutResourcePolicyHandler(service.secrets, service.clock),
                PutResourcePolicyRequest.builder()
                        .secretId("a")
                        .resourcePolicy("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
                                + "\"Resource\":\"*\"}}")
                        .build());
        replicas.settle();

        assertThat(policy(PARIS)).isNotNull().isEqualTo(policy(HOME));
        replicas.in(PARIS, () -> replicas.stop("a"));
        assertThat(policy(PARIS)).isEqualTo(policy(HOME));
    }

    private String policy(String region) {
        return replicas.in(
                        region,
                        () -> service.call(
                                new GetResourcePolicyHandler(service.secrets),
                                GetResourcePolicyRequest.builder().secretId("a").build()))
                .resourcePolicy();
    }

    @Test
    void nothingIsChangedInAReplica() {
        replicas.create(PARIS);
        replicas.settle();

        replicas.in(PARIS, () -> {
            assertRefused(
                    () -> service.putSecretValue(each -> each.secretId("a").secretString("w")));
            assertRefused(() -> service.updateSecret(each -> each.secretId("a").description("d")));
            assertRefused(() -> service.updateSecretVersionStage(
                    each -> each.secretId("a").versionStage("mine").moveToVersionId(token(1))));
            assertRefused(() -> service.rotateSecret(each -> each.secretId("a")));
            assertRefused(() -> service.deleteSecret(each -> each.secretId("a")));
            assertRefused(() -> service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true)));
            assertRefused(() -> service.restoreSecret(each -> each.secretId("a")));
            assertRefused(() -> service.tagResource(each ->
                    each.secretId("a").tags(Tag.builder().key("k").value("v").build())));
            assertRefused(() -> service.untagResource(each -> each.secretId("a").tagKeys("k")));
            assertRefused(() -> replicas.replicate("a", TOKYO));
            assertRefused(() -> replicas.remove("a", TOKYO));
            return true;
        });
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v");
    }

    private void assertRefused(Runnable call) {
        assertRefused(call, ErrorCode.INVALID_PARAMETER, REFUSED);
    }

    private void assertRefused(Runnable call, ErrorCode code, String message) {
        AwsException refusal = service.refusal(call);

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aSecretDoesNotReplicateToItsOwnRegionNorTwiceToOne() {
        replicas.create();

        assertRefused(() -> replicas.replicate("a", HOME), ErrorCode.INVALID_PARAMETER, "Invalid replica region.");
        assertRefused(() -> replicas.create("us-east-1"), ErrorCode.INVALID_PARAMETER, "Invalid replica region.");
        assertThat(service.refusal(() -> replicas.replicate("a", PARIS, PARIS)).code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(service.refusal(() -> replicas.replicate("a", "nowhere")).code())
                .isEqualTo(ErrorCode.VALIDATION);
        assertThat(service.refusal(() -> replicas.replicate("a", (String) null)).code())
                .isEqualTo(ErrorCode.VALIDATION);
    }

    @Test
    void aSecretScheduledForDeletionIsNotReplicated() {
        replicas.create();
        service.deleteSecret(each -> each.secretId("a"));

        assertRefused(
                () -> replicas.replicate("a", PARIS),
                ErrorCode.INVALID_REQUEST,
                "You can't perform this operation on the secret because it was marked for deletion.");
    }

    @Test
    void aSecretOfAServiceIsLeftToIt() {
        service.as(RDS, () -> service.createSecret(each -> each.name("rds!db-1").secretString("v")));

        assertThat(service.refusal(() -> replicas.replicate("rds!db-1", PARIS)).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aRegionThatIsFollowedAlreadyIsLeftAsItIs() {
        replicas.create(PARIS);
        replicas.settle();

        assertThat(replicas.replicate("a", PARIS).replicationStatus())
                .extracting(ReplicationStatusType::status)
                .containsExactly(StatusType.IN_SYNC);
        assertThat(service.events).isEmpty();
    }

    @Test
    void aBinaryValueStaysBinary() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 0xff});
        service.createSecret(each -> each.name("a").secretBinary(bytes).addReplicaRegions(Replicas.region(PARIS)));
        replicas.settle();

        assertThat(replicas.in(PARIS, () -> service.getSecretValue(each -> each.secretId("a")))
                        .secretBinary())
                .isEqualTo(bytes);
    }

    @Test
    void aListingShowsTheRegionThatIsFollowed() {
        replicas.create(PARIS);
        replicas.settle();

        assertThat(replicas.in(PARIS, () -> service.listSecrets(each -> {})).secretList())
                .extracting(SecretListEntry::primaryRegion)
                .containsExactly(HOME);
    }
}
