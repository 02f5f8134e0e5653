package dev.tumbler.standins.kms;

import static dev.tumbler.standins.kms.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class CryptographyTest {
    private static final Map<String, String> CONTEXT = Map.of("purpose", "orders", "stage", "test");

    private final KmsFixture kms = new KmsFixture();
    private KeyMetadata key;

    @BeforeEach
    void key() {
        key = kms.createKey();
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void aCiphertextTellsItsKeyItself() {
        SdkBytes ciphertext = kms.encrypt(key.keyId(), "hidden");
        assertThat(kms.decrypt(ciphertext)).isEqualTo("hidden");
        assertThat(kms.decrypt(each -> each.ciphertextBlob(ciphertext)).keyId()).isEqualTo(key.arn());
        assertThat(ciphertext.asByteArray())
                .isNotEqualTo(kms.encrypt(key.keyId(), "hidden").asByteArray());
    }

    @Test
    void theLargestPlaintextFitsIntoTheLargestCiphertext() {
        SdkBytes plain = SdkBytes.fromByteArray(new byte[4096]);
        SdkBytes ciphertext = kms.encrypt(each -> each.keyId(key.keyId()).plaintext(plain));
        assertThat(kms.decrypt(each -> each.ciphertextBlob(ciphertext)).plaintext())
                .isEqualTo(plain);
    }

    @Test
    void onlyTheSameContextOpens() {
        SdkBytes ciphertext = kms.encrypt(each -> each.keyId(key.keyId())
                .plaintext(SdkBytes.fromUtf8String("hidden"))
                .encryptionContext(CONTEXT));

        assertThat(kms.decrypt(each -> each.ciphertextBlob(ciphertext)
                                .encryptionContext(Map.of("stage", "test", "purpose", "orders")))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hidden");
        assertInvalidCiphertext(() -> kms.decrypt(ciphertext));
        assertInvalidCiphertext(() ->
                kms.decrypt(each -> each.ciphertextBlob(ciphertext).encryptionContext(Map.of("purpose", "orders"))));
    }

    @Test
    void aSingleChangedBitOpensNothing() {
        byte[] ciphertext = kms.encrypt(key.keyId(), "hidden").asByteArray();
        ciphertext[ciphertext.length - 1] ^= 1;
        assertInvalidCiphertext(() -> kms.decrypt(SdkBytes.fromByteArray(ciphertext)));
    }

    @Test
    void whatIsNoCiphertextIsRefusedWithoutWords() {
        assertInvalidCiphertext(() -> kms.decrypt(SdkBytes.fromUtf8String("nonsense")));
        assertInvalidCiphertext(() -> kms.decrypt(SdkBytes.fromByteArray(new byte[] {1, 127, 127})));
        assertInvalidCiphertext(() -> kms.decrypt(SdkBytes.fromByteArray(new byte[] {1})));
    }

    @Test
    void anotherKeyIsTheIncorrectOne() {
        SdkBytes ciphertext = kms.encrypt(key.keyId(), "hidden");
        String other = kms.createKey().keyId();
        AwsException refusal = refusal(
                () -> kms.decrypt(each -> each.ciphertextBlob(ciphertext).keyId(other)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KMS_INCORRECT_KEY);
        assertThat(kms.decrypt(each -> each.ciphertextBlob(ciphertext).keyId(key.arn()))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hidden");
    }

    @Test
    void aDisabledKeyDoesNothing() {
        SdkBytes ciphertext = kms.encrypt(key.keyId(), "hidden");
        kms.disable(key.keyId());
        for (Runnable call : new Runnable[] {
            () -> kms.encrypt(key.keyId(), "x"), () -> kms.decrypt(ciphertext), () -> generate(each -> {})
        }) {
            assertThat(refusal(call).code()).isEqualTo(ErrorCode.KMS_DISABLED);
            assertThat(refusal(call)).hasMessage(key.arn() + " is disabled.");
        }
        kms.enable(key.keyId());
        assertThat(kms.decrypt(ciphertext)).isEqualTo("hidden");
    }

    @Test
    void aKeyThatIsGoingToBeDeletedDoesNothingAndAfterThatIsNotThere() {
        SdkBytes ciphertext = kms.encrypt(key.keyId(), "hidden");
        kms.scheduleDeletion(key.keyId(), 7);
        assertThat(refusal(() -> kms.decrypt(ciphertext)).code()).isEqualTo(ErrorCode.KMS_INVALID_STATE);

        kms.clock.advance(Duration.ofDays(7));
        assertNoKey(() -> kms.decrypt(ciphertext));
    }

    @Test
    void aCiphertextOfAnotherRegionHasNoKeyHere() {
        SdkBytes ciphertext = kms.encrypt(key.keyId(), "hidden");
        kms.as(KmsFixture.caller(KmsFixture.ACCOUNT, "eu-west-1"), () -> assertNoKey(() -> kms.decrypt(ciphertext)));
    }

    private static void assertNoKey(Runnable call) {
        assertThat(refusal(call).code()).isEqualTo(ErrorCode.ACCESS_DENIED);
        assertThat(refusal(call))
                .hasMessageStartingWith("The ciphertext refers to a customer master key that does not");
    }

    private GenerateDataKeyResponse generate(Consumer<GenerateDataKeyRequest.Builder> members) {
        GenerateDataKeyRequest.Builder request =
                GenerateDataKeyRequest.builder().keyId(key.keyId()).keySpec(DataKeySpec.AES_256);
        members.accept(request);
        return kms.call(new GenerateDataKeyHandler(kms.kms), request.build());
    }

    @Test
    void aDataKeyIsGivenInBothItsForms() {
        GenerateDataKeyResponse made = generate(each -> {});
        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(each -> each.ciphertextBlob(made.ciphertextBlob()))
                        .plaintext())
                .isEqualTo(made.plaintext());
        assertThat(generate(each -> each.keySpec(DataKeySpec.AES_128))
                        .plaintext()
                        .asByteArray())
                .hasSize(16);
        assertThat(generate(each -> each.keySpec((String) null).numberOfBytes(64))
                        .plaintext()
                        .asByteArray())
                .hasSize(64);
        assertThat(refusal(() -> generate(each -> each.numberOfBytes(64))))
                .hasMessage("Please specify either number of bytes or key spec.");
    }

    @Test
    void aDataKeyForLaterIsGivenInItsEncryptedFormAlone() {
        SdkBytes ciphertext = kms.call(
                        new GenerateDataKeyWithoutPlaintextHandler(kms.kms),
                        GenerateDataKeyWithoutPlaintextRequest.builder()
                                .keyId(key.keyId())
                                .numberOfBytes(24)
                                .build())
                .ciphertextBlob();
        assertThat(kms.decrypt(each -> each.ciphertextBlob(ciphertext))
                        .plaintext()
                        .asByteArray())
                .hasSize(24)
                .isNotEqualTo(new byte[24]);
    }

    @Test
    void aCiphertextIsTakenToAnotherKeyAndContext() {
        KeyMetadata other = kms.createKey();
        ReEncryptResponse again = kms.call(
                new ReEncryptHandler(kms.kms),
                ReEncryptRequest.builder()
                        .ciphertextBlob(kms.encrypt(key.keyId(), "hidden"))
                        .destinationKeyId(other.keyId())
                        .destinationEncryptionContext(CONTEXT)
                        .build());
        assertThat(again.sourceKeyId()).isEqualTo(key.arn());
        assertThat(again.keyId()).isEqualTo(other.arn());
        kms.disable(key.keyId());
        assertThat(kms.decrypt(each ->
                                each.ciphertextBlob(again.ciphertextBlob()).encryptionContext(CONTEXT))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hidden");
    }

    @Test
    void aDryRunIsCheckedAndGivesNothing() {
        AwsException refusal = refusal(() -> generate(each -> each.dryRun(true)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KMS_DRY_RUN);
        kms.disable(key.keyId());
        assertThat(refusal(() -> generate(each -> each.dryRun(true))).code()).isEqualTo(ErrorCode.KMS_DISABLED);
    }

    @Test
    void anotherAlgorithmDoesNotFitTheKey() {
        assertThat(refusal(() -> kms.encrypt(each -> each.keyId(key.keyId())
                                .plaintext(SdkBytes.fromUtf8String("x"))
                                .encryptionAlgorithm("RSAES_OAEP_SHA_1")))
                        .code())
                .isEqualTo(ErrorCode.KMS_INVALID_KEY_USAGE);
    }

    private static void assertInvalidCiphertext(Runnable call) {
        AwsException refusal = refusal(call);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KMS_INVALID_CIPHERTEXT);
        assertThat(refusal.getMessage()).isEmpty();
    }
}
