package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.Replicas.PARIS;
import static dev.tumbler.secretsmanager.Replicas.TOKYO;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;

class ReplicaLifeTest {
    private static final String HOME = "us-east-1";
    private final SecretsService service = new SecretsService();
    private final Replicas replicas = new Replicas(service);

    @AfterEach
    void close() {
        service.close();
    }

    private void assertRefused(Runnable call, ErrorCode code, String message) {
        AwsException refusal = service.refusal(call);

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aRemovedRegionLosesItsReplicaAtOnce() {
        replicas.create(PARIS, TOKYO);
        replicas.settle();

        assertThat(replicas.remove("a", PARIS, "eu-north-1").replicationStatus())
                .extracting(ReplicationStatusType::region)
                .containsExactly(TOKYO);
        assertThat(service.refusal(() -> replicas.describe(PARIS, "a")).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(replicas.remove("a", PARIS, TOKYO).replicationStatus()).isEmpty();
        assertThat(replicas.describe(HOME, "a").hasReplicationStatus()).isFalse();
        assertThat(replicas.describe(HOME, "a").primaryRegion()).isNull();
    }

    @Test
    void aPrimaryWithReplicasIsNotDeleted() {
        String arn = replicas.create(PARIS, TOKYO).arn();
        String refusal =
                "You can't delete secret " + arn + " that still has replica regions [eu-west-3,ap-northeast-1]";

        assertRefused(() -> service.deleteSecret(each -> each.secretId("a")), ErrorCode.INVALID_PARAMETER, refusal);
        assertRefused(
                () -> service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true)),
                ErrorCode.INVALID_PARAMETER,
                refusal);
        replicas.remove("a", PARIS, TOKYO);
        assertThat(service.deleteSecret(each -> each.secretId("a")).arn()).isEqualTo(arn);
    }

    @Test
    void aRegionWhoseReplicaCannotBeRemovedHoldsThePrimary() {
        replicas.create(PARIS);
        replicas.settle();
        replicas.failing.add(PARIS);

        assertThat(replicas.remove("a", PARIS).replicationStatus()).isEmpty();
        assertThat(service.refusal(() -> service.deleteSecret(each -> each.secretId("a"))))
                .hasMessageContaining("[eu-west-3]");
        assertRefused(
                () -> replicas.replicate("a", PARIS),
                ErrorCode.INVALID_REQUEST,
                "You can't replicate the secret to the Region eu-west-3 while its replica there is being deleted.");

        replicas.failing.clear();
        service.clock.advance(Duration.ofMinutes(1));
        replicas.converge(new SecretId("123456789012", HOME, "a"));
        service.deleteSecret(each -> each.secretId("a"));
        assertThat(service.refusal(() -> replicas.describe(PARIS, "a")).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aPromotedReplicaIsASecretOfItsOwn() {
        String arn = replicas.create(PARIS, TOKYO).arn();
        replicas.settle();

        assertThat(replicas.in(PARIS, () -> replicas.stop("a")).arn()).isEqualTo(arn.replace(HOME, PARIS));
        assertThat(replicas.describe(HOME, "a").replicationStatus())
                .extracting(ReplicationStatusType::region)
                .containsExactly(TOKYO);
        assertThat(replicas.describe(PARIS, "a").primaryRegion()).isNull();

        replicas.in(
                PARIS, () -> service.putSecretValue(each -> each.secretId("a").secretString("of its own")));
        service.putSecretValue(each -> each.secretId("a").secretString("w"));
        replicas.settle();
        assertThat(replicas.value(PARIS, "a")).isEqualTo("of its own");
        assertThat(replicas.value(TOKYO, "a")).isEqualTo("w");
    }

    @Test
    void aPrimaryThatWasNotToldOfAPromotionFindsOut() {
        replicas.create(PARIS);
        replicas.settle();
        service.secrets
                .updateAt(
                        new SecretId("123456789012", PARIS, "a"),
                        stored -> SecretReplication.promote(stored.orElseThrow(), service.clock.instant()))
                .await()
                .indefinitely();
        service.putSecretValue(each -> each.secretId("a").secretString("w"));
        replicas.settle();

        assertThat(replicas.describe(HOME, "a").hasReplicationStatus()).isFalse();
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v");
    }

    @Test
    void onlyAReplicaIsPromoted() {
        replicas.create();

        assertRefused(
                () -> replicas.stop("a"),
                ErrorCode.INVALID_REQUEST,
                "You can't perform this operation on the secret because it isn't a replica secret.");
    }

    @Test
    void aSecretThatHasTheNameStaysUnlessItIsToBeOverwritten() {
        replicas.in(
                PARIS,
                () -> service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("theirs")));
        replicas.create(PARIS);
        replicas.settle();

        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.FAILED);
        assertThat(replicas.status("a", PARIS).statusMessage())
                .isEqualTo("Secret with this name already exists in this region");
        assertThat(replicas.value(PARIS, "a")).isEqualTo("theirs");

        assertThat(replicas.replicate("a", true, Replicas.region(PARIS)).replicationStatus())
                .extracting(ReplicationStatusType::status)
                .containsExactly(StatusType.IN_PROGRESS);
        replicas.settle();
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_SYNC);
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v");
    }

    @Test
    void aRegionThatFailsIsTriedAgainAndHindersNobody() {
        replicas.create(PARIS, TOKYO);
        replicas.failing.add(PARIS);
        replicas.settle();

        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.FAILED);
        assertThat(replicas.status("a", PARIS).statusMessage())
                .isEqualTo("Replication failed because of an internal error");
        assertThat(replicas.status("a", TOKYO).status()).isEqualTo(StatusType.IN_SYNC);
        service.putSecretValue(each -> each.secretId("a").secretString("w"));
        replicas.settle();
        assertThat(replicas.value(TOKYO, "a")).isEqualTo("w");

        replicas.failing.clear();
        SecretId primary = new SecretId("123456789012", HOME, "a");
        assertThat(service.store
                        .due(service.clock.instant(), 10)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        service.clock.advance(Duration.ofSeconds(1));
        assertThat(service.store
                        .due(service.clock.instant(), 10)
                        .toCompletableFuture()
                        .join())
                .containsExactly(primary);
        replicas.converge(primary);
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_SYNC);
        assertThat(replicas.value(PARIS, "a")).isEqualTo("w");
        assertThat(service.store
                        .due(service.clock.instant(), 10)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @Test
    void aKeyThatDoesNotExistFailsTheRegionInTheWordsOfTheKeyService() {
        replicas.create();
        replicas.replicate(
                "a",
                false,
                ReplicaRegionType.builder()
                        .region(PARIS)
                        .kmsKeyId("alias/nobody")
                        .build());
        replicas.settle();

        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.FAILED);
        assertThat(replicas.status("a", PARIS).statusMessage()).isEqualTo("Key 'alias/nobody' does not exist");
    }

    @Test
    void aHundredVersionsAreCopiedAndPrunedOnesGo() {
        replicas.create(PARIS);
        IntStream.rangeClosed(2, 100)
                .forEach(number -> service.putSecretValue(each ->
                        each.secretId("a").clientRequestToken(token(number)).secretString("v" + number)));
        replicas.settle();
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v100");
        assertSameVersions();

        service.clock.advance(Duration.ofDays(2));
        IntStream.rangeClosed(101, 180)
                .forEach(number -> service.putSecretValue(each ->
                        each.secretId("a").clientRequestToken(token(number)).secretString("v" + number)));
        replicas.settle();
        assertThat(replicas.value(PARIS, "a")).isEqualTo("v180");
        assertSameVersions();
        assertThat(replicas.in(
                                PARIS,
                                () -> service.getSecretValue(
                                        each -> each.secretId("a").versionId(token(98))))
                        .secretString())
                .isEqualTo("v98");
    }

    private void assertSameVersions() {
        assertThat(versions(PARIS)).isEqualTo(versions(HOME));
        assertThat(replicas.status("a", PARIS).status()).isEqualTo(StatusType.IN_SYNC);
    }

    private List<List<Object>> versions(String region) {
        return service
                .secrets
                .at(new SecretId("123456789012", region, "a"))
                .await()
                .indefinitely()
                .orElseThrow()
                .versions()
                .all()
                .stream()
                .map(ReplicaLifeTest::shown)
                .toList();
    }

    private static List<Object> shown(Version version) {
        return List.of(version.id(), version.labels(), version.hasValue(), version.created());
    }

    @Test
    void aReplicaNeverRotatesByItself() {
        replicas.create(PARIS);
        service.decide(
                "a",
                stored -> Decision.write(
                        new Secret(
                                stored.orElseThrow().id(),
                                stored.get().suffix(),
                                stored.get().details(),
                                stored.get().dates(),
                                stored.get().versions(),
                                stored.get().rotation().configured(RotationSettings.rules(RotationRules.afterDays(1))),
                                stored.get().sharing()),
                        true));
        replicas.settle();

        DescribeSecretResponse replica = replicas.describe(PARIS, "a");
        assertThat(replica.rotationEnabled()).isTrue();
        assertThat(replica.rotationRules().automaticallyAfterDays()).isEqualTo(1);
        assertThat(service.store
                        .due(service.clock.instant().plus(Duration.ofDays(9)), 10)
                        .toCompletableFuture()
                        .join())
                .containsExactly(new SecretId("123456789012", HOME, "a"));
        replicas.in(PARIS, () -> replicas.stop("a"));
        assertThat(replicas.describe(PARIS, "a").rotationEnabled()).isFalse();
    }
}
