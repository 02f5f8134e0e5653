package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertMarkedForDeletion;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What every operation that names a secret answers where there is none, a deleted one, or a replica. */
@ExtendWith(SharedEndpoint.class)
class EveryOperationIT {
    private static final String PARIS = "eu-west-3";
    private static final String VERSION = "00000000-0000-0000-0000-000000000001";
    private static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:user/eve"},
            "Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";

    /** What an operation does where a secret is scheduled for deletion, and where it is a replica. */
    private enum Then {
        REFUSED,
        ANSWERED
    }

    /** The operations, each with the least that a call needs; last the one that ends a replica. */
    @SuppressWarnings("ImmutableEnumChecker") // a call holds nothing
    enum Operation {
        CANCEL_ROTATE_SECRET(
                Then.REFUSED, Then.REFUSED, (aws, id) -> aws.cancelRotateSecret(each -> each.secretId(id))),
        DELETE_RESOURCE_POLICY(
                Then.REFUSED, Then.REFUSED, (aws, id) -> aws.deleteResourcePolicy(each -> each.secretId(id))),
        DELETE_SECRET(Then.REFUSED, Then.REFUSED, (aws, id) -> aws.deleteSecret(each -> each.secretId(id))),
        DESCRIBE_SECRET(Then.ANSWERED, Then.ANSWERED, (aws, id) -> aws.describeSecret(each -> each.secretId(id))),
        GET_RESOURCE_POLICY(Then.REFUSED, Then.ANSWERED, (aws, id) -> aws.getResourcePolicy(each -> each.secretId(id))),
        GET_SECRET_VALUE(Then.REFUSED, Then.ANSWERED, (aws, id) -> aws.getSecretValue(each -> each.secretId(id))),
        LIST_SECRET_VERSION_IDS(
                Then.ANSWERED, Then.ANSWERED, (aws, id) -> aws.listSecretVersionIds(each -> each.secretId(id))),
        PUT_RESOURCE_POLICY(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.putResourcePolicy(each -> each.secretId(id).resourcePolicy(POLICY))),
        PUT_SECRET_VALUE(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.putSecretValue(each -> each.secretId(id).secretString("two"))),
        REMOVE_REGIONS_FROM_REPLICATION(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.removeRegionsFromReplication(
                        each -> each.secretId(id).removeReplicaRegions("ap-south-1"))),
        REPLICATE_SECRET_TO_REGIONS(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.replicateSecretToRegions(each -> each.secretId(id)
                        .addReplicaRegions(
                                ReplicaRegionType.builder().region("ap-south-1").build()))),
        ROTATE_SECRET(Then.REFUSED, Then.REFUSED, (aws, id) -> aws.rotateSecret(each -> each.secretId(id))),
        TAG_RESOURCE(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.tagResource(each ->
                        each.secretId(id).tags(Tag.builder().key("k").value("v").build()))),
        UNTAG_RESOURCE(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.untagResource(each -> each.secretId(id).tagKeys("k"))),
        UPDATE_SECRET(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.updateSecret(each -> each.secretId(id).description("new"))),
        UPDATE_SECRET_VERSION_STAGE(
                Then.REFUSED,
                Then.REFUSED,
                (aws, id) -> aws.updateSecretVersionStage(
                        each -> each.secretId(id).versionStage("BLUE").moveToVersionId(VERSION))),
        VALIDATE_RESOURCE_POLICY(
                Then.REFUSED,
                Then.ANSWERED,
                (aws, id) ->
                        aws.validateResourcePolicy(each -> each.secretId(id).resourcePolicy(POLICY))),
        RESTORE_SECRET(Then.ANSWERED, Then.REFUSED, (aws, id) -> aws.restoreSecret(each -> each.secretId(id))),
        STOP_REPLICATION_TO_REPLICA(
                Then.REFUSED, Then.ANSWERED, (aws, id) -> aws.stopReplicationToReplica(each -> each.secretId(id)));

        private final Then deleted;
        private final Then replica;
        final BiConsumer<SecretsManagerClient, String> call;

        Operation(Then deleted, Then replica, BiConsumer<SecretsManagerClient, String> call) {
            this.deleted = deleted;
            this.replica = replica;
            this.call = call;
        }
    }

    private static Endpoint endpoint;
    private static SecretsManagerClient home;
    private static SecretsManagerClient paris;
    private static String deleted;
    private static String replicated;

    @BeforeAll
    static void create(Endpoint shared) {
        endpoint = shared;
        home = shared.secrets();
        paris = shared.caller()
                .in(Region.of(PARIS))
                .configure(SecretsManagerClient.builder())
                .build();
        deleted = shared.unique("deleted");
        home.createSecret(each -> each.name(deleted).secretString("one").clientRequestToken(VERSION));
        home.deleteSecret(each -> each.secretId(deleted));
        replicated = shared.unique("replicated");
        home.createSecret(each -> each.name(replicated)
                .secretString("one")
                .clientRequestToken(VERSION)
                .addReplicaRegions(ReplicaRegionType.builder().region(PARIS).build()));
        Await.until("the replica is there", Duration.ofSeconds(30), () -> home.describeSecret(
                        each -> each.secretId(replicated))
                .replicationStatus()
                .get(0)
                .status()
                .equals(StatusType.IN_SYNC));
    }

    @AfterAll
    static void remove() {
        endpoint.removeSecrets(paris);
        paris.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThereIsNotFound(Operation operation) {
        assertNotFound(() -> operation.call.accept(home, "nobody"));
    }

    @ParameterizedTest
    @EnumSource
    void aSecretScheduledForDeletionIsClosed(Operation operation) {
        if (operation.deleted == Then.REFUSED) {
            assertMarkedForDeletion(() -> operation.call.accept(home, deleted));
            return;
        }
        assertThatCode(() -> operation.call.accept(home, deleted)).doesNotThrowAnyException();
        if (operation == Operation.RESTORE_SECRET) {
            home.deleteSecret(each -> each.secretId(deleted));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplicaIsReadOnly(Operation operation) {
        if (operation.replica == Then.REFUSED) {
            assertRefused(
                    () -> operation.call.accept(paris, replicated),
                    "InvalidParameterException",
                    "Operation not permitted on a replica secret. Call must be made in primary secret's region.");
        } else {
            assertThatCode(() -> operation.call.accept(paris, replicated)).doesNotThrowAnyException();
        }
    }

    /** The four operations that name no secret of the kind: making, listing, reading many, and a password from nothing. */
    @Test
    void theTableHasEveryOperationThatNamesASecret() {
        assertThat(Arrays.stream(Operation.values()).map(each -> each.name().replace("_", "")))
                .hasSize(23 - 4);
    }
}
