package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Replication through the AWS SDK, with a client in each region. */
@ExtendWith(SharedEndpoint.class)
class ReplicationIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PARIS = "eu-west-3";
    private static final String TOKYO = "ap-northeast-1";
    private static final String REPLICA =
            "Operation not permitted on a replica secret. Call must be made in primary secret's region.";

    private static Endpoint endpoint;
    private static SecretsManagerClient home;
    private static SecretsManagerClient paris;
    private static SecretsManagerClient tokyo;

    @BeforeAll
    static void start(Endpoint shared) {
        endpoint = shared;
        home = shared.secrets();
        paris = in(PARIS);
        tokyo = in(TOKYO);
    }

    private static SecretsManagerClient in(String region) {
        return endpoint.caller()
                .in(Region.of(region))
                .configure(SecretsManagerClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        Stream.of(home, paris, tokyo).forEach(endpoint::removeSecrets);
        paris.close();
        tokyo.close();
    }

    private static ReplicaRegionType region(String name) {
        return ReplicaRegionType.builder().region(name).build();
    }

    private static ReplicationStatusType status(String secretId, String region) {
        return home.describeSecret(each -> each.secretId(secretId)).replicationStatus().stream()
                .filter(each -> each.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitStatus(String secretId, String region, StatusType wanted) {
        Await.until(
                secretId + " is " + wanted + " in " + region,
                SOON,
                () -> status(secretId, region).status() == wanted);
    }

    @Test
    void replicasFollowTheirPrimary() {
        String followed = endpoint.unique("followed");
        Tag team = Tag.builder().key("team").value("blue").build();
        CreateSecretResponse created = home.createSecret(each -> each.name(followed)
                .description("for everywhere")
                .secretString("one")
                .tags(team)
                .addReplicaRegions(region(PARIS)));
        assertThat(created.replicationStatus())
                .extracting(ReplicationStatusType::region)
                .containsExactly(PARIS);
        assertThat(home.replicateSecretToRegions(each -> each.secretId(followed).addReplicaRegions(region(TOKYO)))
                        .replicationStatus())
                .extracting(ReplicationStatusType::region, ReplicationStatusType::kmsKeyId)
                .contains(tuple(TOKYO, "alias/aws/secretsmanager"));
        awaitStatus(followed, PARIS, StatusType.IN_SYNC);
        awaitStatus(followed, TOKYO, StatusType.IN_SYNC);

        DescribeSecretResponse replica = paris.describeSecret(each -> each.secretId(followed));
        assertThat(replica.arn()).isEqualTo(created.arn().replace(endpoint.region(), PARIS));
        assertThat(replica.primaryRegion()).isEqualTo(endpoint.region());
        assertThat(replica.description()).isEqualTo("for everywhere");
        assertThat(replica.tags()).containsExactly(team);
        assertThat(replica.versionIdsToStages()).isEqualTo(Map.of(created.versionId(), List.of("AWSCURRENT")));
        assertThat(paris.getSecretValue(each -> each.secretId(followed)).secretString())
                .isEqualTo("one");

        home.putSecretValue(each -> each.secretId(followed).secretString("two"));
        awaitStatus(followed, TOKYO, StatusType.IN_SYNC);
        assertThat(tokyo.getSecretValue(each -> each.secretId(followed)).secretString())
                .isEqualTo("two");
        assertThat(tokyo.getSecretValue(each -> each.secretId(followed).versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("one");
    }

    @Test
    void aReplicaIsReadWithOthersIsListedAndKeepsItsName() {
        String kept = endpoint.unique("kept");
        home.createSecret(each -> each.name(kept).secretString("one").addReplicaRegions(region(PARIS)));
        awaitStatus(kept, PARIS, StatusType.IN_SYNC);
        assertThat(paris.batchGetSecretValue(each -> each.secretIdList(kept))
                        .secretValues()
                        .get(0)
                        .secretString())
                .isEqualTo("one");
        assertThat(paris.listSecrets(
                                each -> each.filters(filter("primary-region", endpoint.region()), filter("name", kept)))
                        .secretList())
                .extracting(SecretListEntry::name)
                .containsExactly(kept);
        assertRefused(
                () -> paris.createSecret(each -> each.name(kept).secretString("mine")),
                "ResourceExistsException",
                "The operation failed because the secret " + kept + " already exists.");
    }

    private static Filter filter(String key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    @Test
    void aResourcePolicyGoesAlong() {
        String governed = endpoint.unique("governed");
        String policy =
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
                "Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"""
                        .formatted(endpoint.account());
        home.createSecret(each -> each.name(governed).secretString("one").addReplicaRegions(region(PARIS)));
        home.putResourcePolicy(each -> each.secretId(governed).resourcePolicy(policy));
        awaitStatus(governed, PARIS, StatusType.IN_SYNC);

        assertThat(paris.getResourcePolicy(each -> each.secretId(governed)).resourcePolicy())
                .isEqualTo(policy);
    }

    @Test
    void aReplicaIsReadOnlyAndItsPrimaryCannotBeDeleted() {
        String held = endpoint.unique("held");
        String arn = home.createSecret(
                        each -> each.name(held).secretString("one").addReplicaRegions(region(PARIS)))
                .arn();
        awaitStatus(held, PARIS, StatusType.IN_SYNC);
        assertReplica(() -> paris.putSecretValue(each -> each.secretId(held).secretString("two")));
        assertReplica(() -> paris.updateSecret(each -> each.secretId(held).description("mine")));
        assertReplica(() -> paris.deleteSecret(each -> each.secretId(held)));
        assertReplica(() -> paris.tagResource(each ->
                each.secretId(held).tags(Tag.builder().key("k").value("v").build())));
        assertReplica(() -> paris.deleteResourcePolicy(each -> each.secretId(held)));

        assertRefused(
                () -> home.deleteSecret(each -> each.secretId(held)),
                "InvalidParameterException",
                "You can't delete secret " + arn + " that still has replica regions [eu-west-3]");
        assertThat(home.removeRegionsFromReplication(each -> each.secretId(held).removeReplicaRegions(PARIS))
                        .replicationStatus())
                .isEmpty();
        assertNotFound(() -> paris.describeSecret(each -> each.secretId(held)));
        home.deleteSecret(each -> each.secretId(held).forceDeleteWithoutRecovery(true));
    }

    private static void assertReplica(ThrowingCallable call) {
        assertRefused(call, "InvalidParameterException", REPLICA);
    }

    @Test
    void aPromotedReplicaGoesItsOwnWay() {
        String promoted = endpoint.unique("promoted");
        home.createSecret(each -> each.name(promoted).secretString("one").addReplicaRegions(region(PARIS)));
        awaitStatus(promoted, PARIS, StatusType.IN_SYNC);
        String arn =
                paris.stopReplicationToReplica(each -> each.secretId(promoted)).arn();
        assertThat(arn).contains(PARIS);
        assertThat(home.describeSecret(each -> each.secretId(promoted)).hasReplicationStatus())
                .isFalse();

        paris.putSecretValue(each -> each.secretId(arn).secretString("two"));
        assertThat(paris.describeSecret(each -> each.secretId(arn)).primaryRegion())
                .isNull();
        assertThat(home.getSecretValue(each -> each.secretId(promoted)).secretString())
                .isEqualTo("one");
        assertRefused(
                () -> home.stopReplicationToReplica(each -> each.secretId(promoted)),
                "InvalidRequestException",
                "You can't perform this operation on the secret because it isn't a replica secret.");
    }

    @Test
    void aTakenNameFailsTheRegionUntilItIsFreeOrOverwritten() {
        String taken = endpoint.unique("taken");
        paris.createSecret(each -> each.name(taken).secretString("theirs"));
        tokyo.createSecret(each -> each.name(taken).secretString("theirs"));
        home.createSecret(
                each -> each.name(taken).secretString("ours").addReplicaRegions(region(PARIS), region(TOKYO)));
        awaitStatus(taken, PARIS, StatusType.FAILED);
        assertThat(status(taken, PARIS).statusMessage())
                .isEqualTo("Secret with this name already exists in this region");
        awaitStatus(taken, TOKYO, StatusType.FAILED);

        paris.deleteSecret(each -> each.secretId(taken).forceDeleteWithoutRecovery(true));
        awaitStatus(taken, PARIS, StatusType.IN_SYNC);
        assertThat(tokyo.getSecretValue(each -> each.secretId(taken)).secretString())
                .isEqualTo("theirs");
        home.replicateSecretToRegions(
                each -> each.secretId(taken).addReplicaRegions(region(TOKYO)).forceOverwriteReplicaSecret(true));
        awaitStatus(taken, TOKYO, StatusType.IN_SYNC);
        assertThat(tokyo.getSecretValue(each -> each.secretId(taken)).secretString())
                .isEqualTo("ours");
    }

    @Test
    void theSameCallOnceMoreChangesNothing() {
        String repeated = endpoint.unique("repeated");
        home.createSecret(each -> each.name(repeated).secretString("one").addReplicaRegions(region(PARIS)));
        awaitStatus(repeated, PARIS, StatusType.IN_SYNC);
        ReplicationStatusType settled = status(repeated, PARIS);
        assertThat(settled.statusMessage()).isEqualTo("Replication succeeded");
        assertThat(settled.lastAccessedDate()).isNull();

        assertThat(home.replicateSecretToRegions(each -> each.secretId(repeated).addReplicaRegions(region(PARIS)))
                        .replicationStatus())
                .containsExactly(settled);
        paris.getSecretValue(each -> each.secretId(repeated));
        assertThat(status(repeated, PARIS).lastAccessedDate()).isNotNull();

        for (int time = 0; time < 2; time++) {
            assertThat(home.removeRegionsFromReplication(
                                    each -> each.secretId(repeated).removeReplicaRegions(PARIS))
                            .replicationStatus())
                    .isEmpty();
        }
    }

    @Test
    void theRegionOfTheSecretItselfIsRefused() {
        String own = endpoint.unique("own");
        assertRefused(
                () -> home.createSecret(each -> each.name(own).addReplicaRegions(region(endpoint.region()))),
                "InvalidParameterException",
                "Invalid replica region.");
        home.createSecret(each -> each.name(own));
        assertRefused(
                () -> home.replicateSecretToRegions(
                        each -> each.secretId(own).addReplicaRegions(region(endpoint.region()))),
                "InvalidParameterException",
                "Invalid replica region.");
    }
}
