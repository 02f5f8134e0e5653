package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** KMS through the AWS SDK, and what Secrets Manager answers when its keys change. */
class KmsIT {
    private static final Map<String, String> CONTEXT = Map.of("purpose", "orders");
    private static final String DEFAULT = "alias/aws/secretsmanager";

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients clients;
    private static SecretsManagerClient secrets;
    private static KmsClient kms;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder);
        clients = router.clients();
        secrets = clients.secrets();
        kms = client(router);
    }

    private static KmsClient client(RouterProcess router) {
        return KmsClient.builder()
                .endpointOverride(router.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stop() {
        kms.close();
        clients.close();
        router.close();
    }

    private static KeyMetadata createKey() {
        return kms.createKey(each -> each.description("for a test")).keyMetadata();
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refusal.statusCode()).isEqualTo(400);
        });
    }

    @Test
    void aKeyLivesFromItsCreationToItsPendingDeletion() {
        KeyMetadata key = createKey();
        assertThat(kms.listKeysPaginator(each -> each.limit(1)).keys())
                .extracting(KeyListEntry::keyArn)
                .contains(key.arn());

        kms.disableKey(each -> each.keyId(key.keyId()));
        assertThatExceptionOfType(DisabledException.class)
                .isThrownBy(() ->
                        kms.generateDataKey(each -> each.keyId(key.keyId()).numberOfBytes(32)))
                .withMessageStartingWith(key.arn() + " is disabled.");
        kms.enableKey(each -> each.keyId(key.arn()));
        kms.scheduleKeyDeletion(each -> each.keyId(key.keyId()).pendingWindowInDays(7));
        assertThatExceptionOfType(KmsInvalidStateException.class)
                .isThrownBy(() -> kms.enableKey(each -> each.keyId(key.keyId())))
                .withMessageStartingWith(key.arn() + " is pending deletion.");
        assertThat(kms.cancelKeyDeletion(each -> each.keyId(key.keyId())).keyId())
                .isEqualTo(key.arn());
        assertThat(kms.describeKey(each -> each.keyId(key.keyId()))
                        .keyMetadata()
                        .keyStateAsString())
                .isEqualTo("Disabled");
    }

    @Test
    void everyFormOfAKeyEncrypts() {
        KeyMetadata key = createKey();
        kms.createAlias(each -> each.aliasName("alias/forms").targetKeyId(key.keyId()));
        AliasListEntry alias =
                kms.listAliases(each -> each.keyId(key.keyId())).aliases().get(0);
        for (String form : new String[] {key.keyId(), key.arn(), alias.aliasName(), alias.aliasArn()}) {
            SdkBytes ciphertext = kms.encrypt(each -> each.keyId(form)
                            .plaintext(SdkBytes.fromUtf8String("hidden"))
                            .encryptionContext(CONTEXT))
                    .ciphertextBlob();
            DecryptResponse opened =
                    kms.decrypt(each -> each.ciphertextBlob(ciphertext).encryptionContext(CONTEXT));
            assertThat(opened.plaintext().asUtf8String()).isEqualTo("hidden");
            assertThat(opened.keyId()).isEqualTo(key.arn());
        }
        KeyMetadata other = createKey();
        kms.updateAlias(each -> each.aliasName("alias/forms").targetKeyId(other.keyId()));
        assertThat(kms.describeKey(each -> each.keyId("alias/forms"))
                        .keyMetadata()
                        .arn())
                .isEqualTo(other.arn());
        kms.deleteAlias(each -> each.aliasName("alias/forms"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> kms.describeKey(each -> each.keyId("alias/forms")));
    }

    @Test
    void dataKeysAndCiphertextsAreTakenElsewhere() {
        KeyMetadata key = createKey();
        KeyMetadata other = createKey();
        GenerateDataKeyResponse dataKey =
                kms.generateDataKey(each -> each.keyId(key.keyId()).keySpec("AES_256"));
        ReEncryptResponse again = kms.reEncrypt(each -> each.ciphertextBlob(dataKey.ciphertextBlob())
                .destinationKeyId(other.keyId())
                .destinationEncryptionContext(CONTEXT));
        assertThat(kms.decrypt(each ->
                                each.ciphertextBlob(again.ciphertextBlob()).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(dataKey.plaintext());
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> kms.decrypt(each -> each.ciphertextBlob(again.ciphertextBlob())));
        assertThat(kms.generateDataKeyWithoutPlaintext(
                                each -> each.keyId(key.keyId()).keySpec("AES_128"))
                        .ciphertextBlob())
                .isNotNull();
    }

    @Test
    void policiesTagsAndGrantsAreKept() {
        KeyMetadata key = createKey();
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        kms.putKeyPolicy(each -> each.keyId(key.keyId()).policyName("default").policy(policy));
        assertThat(kms.getKeyPolicy(each -> each.keyId(key.keyId())).policy()).isEqualTo(policy);

        Tag tag = Tag.builder().tagKey("team").tagValue("blue").build();
        kms.tagResource(each -> each.keyId(key.keyId()).tags(tag));
        assertThat(kms.listResourceTags(each -> each.keyId(key.keyId())).tags()).containsExactly(tag);
        kms.untagResource(each -> each.keyId(key.keyId()).tagKeys("team"));
        assertThat(kms.listResourceTags(each -> each.keyId(key.keyId())).tags()).isEmpty();

        CreateGrantResponse one = grant(key);
        CreateGrantResponse two = grant(key);
        assertThat(kms.listGrants(each -> each.keyId(key.keyId())).grants()).hasSize(2);
        kms.revokeGrant(each -> each.keyId(key.keyId()).grantId(one.grantId()));
        kms.retireGrant(each -> each.grantToken(two.grantToken()));
        assertThat(kms.listGrants(each -> each.keyId(key.keyId())).grants()).isEmpty();
    }

    private static CreateGrantResponse grant(KeyMetadata key) {
        return kms.createGrant(each -> each.keyId(key.keyId())
                .granteePrincipal("arn:aws:iam::123456789012:user/bob")
                .operations(GrantOperation.DECRYPT));
    }

    @Test
    void theKeyOfSecretsManagerBelongsToAws() {
        secrets.createSecret(each -> each.name("under-default").secretString("x"));
        KeyMetadata key = kms.describeKey(each -> each.keyId(DEFAULT)).keyMetadata();

        assertThat(key.keyManagerAsString()).isEqualTo("AWS");
        assertThat(kms.listAliases().aliases())
                .extracting(AliasListEntry::aliasName)
                .contains(DEFAULT);
        assertThat(kms.getKeyPolicy(each -> each.keyId(key.keyId())).policy()).contains("auto-secretsmanager-1");
        assertThatExceptionOfType(KmsException.class)
                .isThrownBy(() -> kms.disableKey(each -> each.keyId(key.keyId())))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void aDisabledKeyTakesItsSecretWithItUntilItIsEnabled() {
        KeyMetadata key = createKey();
        secrets.createSecret(
                each -> each.name("under-key").kmsKeyId(key.keyId()).secretString("hidden"));
        assertThat(read("under-key")).isEqualTo("hidden");
        assertThat(secrets.describeSecret(each -> each.secretId("under-key")).kmsKeyId())
                .isEqualTo(key.keyId());

        kms.disableKey(each -> each.keyId(key.keyId()));
        assertRefused(
                () -> read("under-key"),
                "DecryptionFailure",
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + key.arn()
                        + " is disabled.");
        assertRefused(
                () -> secrets.putSecretValue(each -> each.secretId("under-key").secretString("other")),
                "EncryptionFailure",
                "Secrets Manager can't encrypt the protected secret text using the provided KMS key: " + key.arn()
                        + " is disabled.");
        kms.enableKey(each -> each.keyId(key.keyId()));
        assertThat(read("under-key")).isEqualTo("hidden");

        kms.scheduleKeyDeletion(each -> each.keyId(key.keyId()));
        assertRefused(
                () -> read("under-key"),
                "DecryptionFailure",
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + key.arn()
                        + " is pending deletion.");
    }

    private static String read(String name) {
        return secrets.getSecretValue(each -> each.secretId(name)).secretString();
    }

    @Test
    void keysThatCannotBeUsedMakeNoSecret() {
        assertRefused(
                () -> create("alias/none"),
                "EncryptionFailure",
                "Secrets Manager can't encrypt the protected secret text using the provided KMS key: Alias"
                        + " arn:aws:kms:us-east-1:123456789012:alias/none is not found.");
        assertRefused(
                () -> create("arn:aws:kms:us-east-1:210987654321:alias/theirs"),
                "AccessDeniedException",
                "Access to KMS is not allowed");
        assertRefused(() -> create("alias/aws/rds"), "AccessDeniedException", "Access to KMS is not allowed");
        assertRefused(
                () -> create("arn:aws:kms:eu-west-1:123456789012:alias/there"),
                "InvalidParameterException",
                "The operation failed because of an invalid KMS key: Invalid arn eu-west-1");
        assertThat(secrets.listSecrets().secretList())
                .noneMatch(each -> each.name().equals("never"));
    }

    private static void create(String keyId) {
        secrets.createSecret(each -> each.name("never").kmsKeyId(keyId).secretString("x"));
    }

    @Test
    void aDatabaseInstanceShowsTheArnOfItsKey() {
        KeyMetadata key = createKey();
        kms.createAlias(each -> each.aliasName("alias/master").targetKeyId(key.keyId()));
        clients.rds()
                .createDBInstance(ManagedInstance.request("keyed").toBuilder()
                        .masterUserSecretKmsKeyId("alias/master")
                        .build());
        ManagedInstance instance = new ManagedInstance(clients, "keyed").awaitAvailable();

        assertThat(instance.describe().masterUserSecret().kmsKeyId()).isEqualTo(key.arn());
        assertThat(secrets.describeSecret(each -> each.secretId(instance.secretArn()))
                        .kmsKeyId())
                .isEqualTo(key.arn());
        assertThat(instance.secret()).contains("orders_admin");
        clients.rds()
                .deleteDBInstance(each -> each.dbInstanceIdentifier("keyed").skipFinalSnapshot(true));
    }

    @Test
    void anUnknownOperationIsUnknownToKmsToo() {
        assertThatExceptionOfType(KmsException.class)
                .isThrownBy(() -> kms.getPublicKey(each -> each.keyId("any")))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void keysAndWhatTheyEncryptedOutliveARestart() {
        Path data = folder.resolve("data");
        SdkBytes ciphertext;
        String keyId;
        try (RouterProcess first = RouterProcess.start(data);
                KmsClient client = client(first)) {
            keyId = client.createKey().keyMetadata().keyId();
            ciphertext = client.encrypt(each -> each.keyId(keyId).plaintext(SdkBytes.fromUtf8String("kept")))
                    .ciphertextBlob();
        }
        try (RouterProcess second = RouterProcess.start(data);
                KmsClient client = client(second)) {
            assertThat(client.decrypt(each -> each.ciphertextBlob(ciphertext).keyId(keyId))
                            .plaintext()
                            .asUtf8String())
                    .isEqualTo("kept");
        }
    }
}
