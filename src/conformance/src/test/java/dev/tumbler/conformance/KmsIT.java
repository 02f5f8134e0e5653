package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
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
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** KMS through the AWS SDK, and what Secrets Manager answers when its keys change. */
@ExtendWith(SharedEndpoint.class)
class KmsIT {
    private static final Map<String, String> CONTEXT = Map.of("purpose", "orders");
    private static final String DEFAULT = "alias/aws/secretsmanager";

    private static final List<KeyMetadata> KEYS = new ArrayList<>();

    private static Endpoint endpoint;
    private static SecretsManagerClient secrets;
    private static KmsClient kms;

    @BeforeAll
    static void start(Endpoint shared) {
        endpoint = shared;
        secrets = shared.secrets();
        kms = shared.clients().kms();
    }

    @AfterAll
    static void removeKeys() {
        for (KeyMetadata key : KEYS) {
            KeyState state = kms.describeKey(each -> each.keyId(key.keyId()))
                    .keyMetadata()
                    .keyState();
            if (state != KeyState.PENDING_DELETION) {
                kms.scheduleKeyDeletion(each -> each.keyId(key.keyId()).pendingWindowInDays(7));
            }
        }
    }

    private static KeyMetadata createKey() {
        KeyMetadata key = kms.createKey(each -> each.description("for a test")).keyMetadata();
        KEYS.add(key);
        return key;
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
        String alias = "alias/" + endpoint.unique("forms");
        KeyMetadata key = createKey();
        kms.createAlias(each -> each.aliasName(alias).targetKeyId(key.keyId()));
        AliasListEntry listed =
                kms.listAliases(each -> each.keyId(key.keyId())).aliases().get(0);
        for (String form : new String[] {key.keyId(), key.arn(), listed.aliasName(), listed.aliasArn()}) {
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
        kms.updateAlias(each -> each.aliasName(alias).targetKeyId(other.keyId()));
        assertThat(kms.describeKey(each -> each.keyId(alias)).keyMetadata().arn())
                .isEqualTo(other.arn());
        kms.deleteAlias(each -> each.aliasName(alias));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> kms.describeKey(each -> each.keyId(alias)));
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
        String policy =
                """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}""";
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
        String name = endpoint.unique("under-default");
        secrets.createSecret(each -> each.name(name).secretString("x"));
        KeyMetadata key = kms.describeKey(each -> each.keyId(DEFAULT)).keyMetadata();

        assertThat(key.keyManagerAsString()).isEqualTo("AWS");
        assertThat(kms.listAliases().aliases())
                .extracting(AliasListEntry::aliasName)
                .contains(DEFAULT);
        assertThat(kms.getKeyPolicy(each -> each.keyId(key.keyId())).policy()).contains("auto-secretsmanager-1");
        assertRefused(() -> kms.disableKey(each -> each.keyId(key.keyId())), "AccessDeniedException");
    }

    /** Deployed, a function hears of it after a minute: so long it keeps the data keys that it has opened. */
    @Test
    @OneProcess
    void aDisabledKeyTakesItsSecretWithItUntilItIsEnabled() {
        String name = endpoint.unique("under-key");
        KeyMetadata key = createKey();
        secrets.createSecret(each -> each.name(name).kmsKeyId(key.keyId()).secretString("hidden"));
        assertThat(read(name)).isEqualTo("hidden");
        assertThat(secrets.describeSecret(each -> each.secretId(name)).kmsKeyId())
                .isEqualTo(key.keyId());

        kms.disableKey(each -> each.keyId(key.keyId()));
        assertRefused(
                () -> read(name),
                "DecryptionFailure",
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + key.arn()
                        + " is disabled.");
        assertRefused(
                () -> secrets.putSecretValue(each -> each.secretId(name).secretString("other")),
                "EncryptionFailure",
                "Secrets Manager can't encrypt the protected secret text using the provided KMS key: " + key.arn()
                        + " is disabled.");
        kms.enableKey(each -> each.keyId(key.keyId()));
        assertThat(read(name)).isEqualTo("hidden");

        kms.scheduleKeyDeletion(each -> each.keyId(key.keyId()));
        assertRefused(
                () -> read(name),
                "DecryptionFailure",
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + key.arn()
                        + " is pending deletion.");
    }

    private static String read(String name) {
        return secrets.getSecretValue(each -> each.secretId(name)).secretString();
    }

    @Test
    void keysThatCannotBeUsedMakeNoSecret() {
        String never = endpoint.unique("never");
        String here = "arn:aws:kms:" + endpoint.region() + ":";
        assertRefused(
                () -> create(never, "alias/none"),
                "EncryptionFailure",
                "Secrets Manager can't encrypt the protected secret text using the provided KMS key: Alias " + here
                        + endpoint.account() + ":alias/none is not found.");
        assertRefused(
                () -> create(never, here + "210987654321:alias/theirs"),
                "AccessDeniedException",
                "Access to KMS is not allowed");
        assertRefused(() -> create(never, "alias/aws/rds"), "AccessDeniedException", "Access to KMS is not allowed");
        assertRefused(
                () -> create(never, "arn:aws:kms:eu-west-1:" + endpoint.account() + ":alias/there"),
                "InvalidParameterException",
                "The operation failed because of an invalid KMS key: Invalid arn eu-west-1");
        assertNotFound(() -> secrets.describeSecret(each -> each.secretId(never)));
    }

    private static void create(String name, String keyId) {
        secrets.createSecret(each -> each.name(name).kmsKeyId(keyId).secretString("x"));
    }

    @Test
    @OwnRouter
    void aDatabaseInstanceShowsTheArnOfItsKey() {
        AwsClients clients = endpoint.clients();
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
    @OwnRouter
    void anUnknownOperationIsUnknownToKmsToo() {
        assertRefused(() -> kms.getPublicKey(each -> each.keyId("any")), "UnknownOperationException");
    }

    @Test
    @OwnRouter
    void keysAndWhatTheyEncryptedOutliveARestart(@TempDir Path folder) {
        Path data = folder.resolve("data");
        SdkBytes ciphertext;
        String keyId;
        try (RouterProcess first = RouterProcess.start(data);
                AwsClients clients = first.clients()) {
            keyId = clients.kms().createKey().keyMetadata().keyId();
            ciphertext = clients.kms()
                    .encrypt(each -> each.keyId(keyId).plaintext(SdkBytes.fromUtf8String("kept")))
                    .ciphertextBlob();
        }
        try (RouterProcess second = RouterProcess.start(data);
                AwsClients clients = second.clients()) {
            assertThat(clients.kms()
                            .decrypt(each -> each.ciphertextBlob(ciphertext).keyId(keyId))
                            .plaintext()
                            .asUtf8String())
                    .isEqualTo("kept");
        }
    }
}
