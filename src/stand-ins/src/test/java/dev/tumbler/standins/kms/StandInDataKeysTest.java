package dev.tumbler.standins.kms;

import static dev.tumbler.standins.kms.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.sealing.CachedDataKeys;
import dev.tumbler.sealing.KeyPlace;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;

/** Secrets Manager's values under keys of the stand-in, through the cache as in the router. */
class StandInDataKeysTest {
    private static final Map<String, String> CONTEXT =
            SealingContext.of("arn:aws:secretsmanager:us-east-1:123456789012:secret:a-ABCDEF", "one");
    private static final String DEFAULT = "alias/aws/secretsmanager";

    private final KmsFixture kms = new KmsFixture();
    private final CachedDataKeys cached = new CachedDataKeys(kms.kms.dataKeys(), kms.clock, Duration.ofMinutes(5), 100);
    private final Sealer sealer = new Sealer(cached, kms.random);

    StandInDataKeysTest() {
        kms.kms.onUnusable(cached::forget);
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private SealedValue seal(Optional<String> keyId) {
        return joined(sealer.seal(PlainValue.ofString("hidden"), keyId, CONTEXT));
    }

    private PlainValue unseal(SealedValue sealed) {
        return joined(sealer.unseal(sealed, CONTEXT));
    }

    private static <T> T joined(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw (RuntimeException) failure.getCause();
        }
    }

    @Test
    void theDefaultKeyAppearsOnFirstUse() {
        assertThat(aliases()).isZero();
        SealedValue sealed = seal(Optional.empty());

        KeyMetadata key = kms.describe(DEFAULT);
        assertThat(key.keyManagerAsString()).isEqualTo("AWS");
        assertThat(sealed.keyId()).isEqualTo(key.arn());
        assertThat(unseal(sealed)).isEqualTo(PlainValue.ofString("hidden"));
        assertThat(seal(Optional.of(DEFAULT)).keyId()).isEqualTo(key.arn());
        assertThat(aliases()).isEqualTo(1);
    }

    @Test
    void describingTheDefaultKeyMakesItToo() {
        assertThat(kms.describe(DEFAULT)).isEqualTo(kms.describe(DEFAULT));
    }

    @Test
    void eachRegionHasADefaultKeyOfItsOwn() {
        String here = arn(Optional.empty(), "us-east-1");
        assertThat(arn(Optional.empty(), "eu-west-1"))
                .startsWith("arn:aws:kms:eu-west-1:")
                .isNotEqualTo(here);
        assertThat(arn(Optional.empty(), "us-east-1")).isEqualTo(here);
    }

    private int aliases() {
        return kms.call(
                        new ListAliasesHandler(kms.kms),
                        ListAliasesRequest.builder().build())
                .aliases()
                .size();
    }

    private String arn(Optional<String> keyId, String region) {
        return joined(kms.kms.keyArns().keyArn(keyId, new KeyPlace(KmsFixture.ACCOUNT, region)));
    }

    @Test
    void everyFormOfAKeyHasOneArn() {
        KeyMetadata key = kms.createKey();
        kms.createAlias("alias/orders", key.keyId());
        for (String form :
                new String[] {key.keyId(), key.arn(), "alias/orders", "arn:aws:kms:us-east-1:123456789012:alias/orders"
                }) {
            assertThat(arn(Optional.of(form), "us-east-1")).isEqualTo(key.arn());
            assertThat(seal(Optional.of(form)).keyId()).isEqualTo(key.arn());
        }
    }

    @Test
    void usersLookAtTheDefaultKeyAndDoNothingElseWithIt() {
        seal(Optional.empty());
        String key = kms.describe(DEFAULT).keyId();

        assertThat(kms.call(
                                new GetKeyPolicyHandler(kms.kms),
                                GetKeyPolicyRequest.builder().keyId(key).build())
                        .policy())
                .contains("\"auto-secretsmanager-1\"", "secretsmanager.us-east-1.amazonaws.com");
        for (Runnable call : new Runnable[] {
            () -> kms.disable(key),
            () -> kms.scheduleDeletion(key, 7),
            () -> kms.encrypt(DEFAULT, "x"),
            () -> kms.call(
                    new CreateAliasHandler(kms.kms),
                    CreateAliasRequest.builder()
                            .aliasName("alias/mine")
                            .targetKeyId(key)
                            .build())
        }) {
            assertThat(refusal(call).code()).isEqualTo(ErrorCode.ACCESS_DENIED);
        }
    }

    @Test
    void aDisabledKeyOpensNothingFromThatMomentOn() {
        String key = kms.createKey().keyId();
        SealedValue sealed = seal(Optional.of(key));
        assertThat(unseal(sealed)).isEqualTo(PlainValue.ofString("hidden"));

        kms.disable(key);
        assertRefused(() -> unseal(sealed), ErrorCode.DECRYPTION_FAILURE, " is disabled.");
        assertRefused(() -> seal(Optional.of(key)), ErrorCode.ENCRYPTION_FAILURE, " is disabled.");
        kms.enable(key);
        assertThat(unseal(sealed)).isEqualTo(PlainValue.ofString("hidden"));
    }

    @Test
    void aKeyThatIsDeletedOpensNothing() {
        String key = kms.createKey().keyId();
        SealedValue sealed = seal(Optional.of(key));
        unseal(sealed);
        kms.scheduleDeletion(key, 7);
        assertRefused(() -> unseal(sealed), ErrorCode.DECRYPTION_FAILURE, " is pending deletion.");
        kms.clock.advance(Duration.ofDays(7));
        kms.purge();
        assertRefused(() -> unseal(sealed), ErrorCode.DECRYPTION_FAILURE, " does not exist");
    }

    @Test
    void keysThatAreNotForSecretsManagerAreRefusedInItsWords() {
        assertRefused(() -> seal(Optional.of("alias/none")), ErrorCode.ENCRYPTION_FAILURE, "alias/none is not found.");
        assertRefused(
                () -> seal(Optional.of("arn:aws:kms:us-east-1:210987654321:alias/theirs")),
                ErrorCode.ACCESS_DENIED,
                "Access to KMS is not allowed");
        assertRefused(
                () -> seal(Optional.of("alias/aws/rds")), ErrorCode.ACCESS_DENIED, "Access to KMS is not allowed");
        assertRefused(
                () -> seal(Optional.of("arn:aws:kms:eu-west-1:123456789012:alias/theirs")),
                ErrorCode.INVALID_PARAMETER,
                "The operation failed because of an invalid KMS key: Invalid arn eu-west-1");
    }

    private static void assertRefused(Runnable call, ErrorCode code, String end) {
        AwsException refusal = refusal(call);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).endsWith(end);
    }

    @Test
    void noMaterialRestsInPlain() {
        KeyMetadata made = kms.createKey();
        KeyId id = new KeyId(KmsFixture.ACCOUNT, "us-east-1", made.keyId());
        byte[] stored = (byte[]) kms.table
                .get(KmsTableKeys.key(id))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .document()
                .get("material");
        assertThat(stored).hasSize(12 + 32 + 16);
    }
}
