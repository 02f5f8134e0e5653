package dev.tumbler.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

class KmsDataKeysTest {
    private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/1";
    private static final Map<String, String> CONTEXT =
            SealingContext.of("arn:aws:secretsmanager:us-east-1:123456789012:secret:a-ABCDEF", "one");

    private final Client client = new Client();
    private final KmsDataKeys keys = new KmsDataKeys(this::in, "alias/own");
    private String region;

    private KmsAsyncClient in(String asked) {
        region = asked;
        return client;
    }

    /** One key. It fails with whatever it is told to. */
    private static final class Client implements KmsAsyncClient {
        private Optional<RuntimeException> failure = Optional.empty();
        private GenerateDataKeyRequest generated;
        private DecryptRequest decrypted;
        private String described;

        @Override
        public CompletableFuture<GenerateDataKeyResponse> generateDataKey(GenerateDataKeyRequest request) {
            generated = request;
            return answer(GenerateDataKeyResponse.builder()
                    .keyId(ARN)
                    .plaintext(SdkBytes.fromByteArray(new byte[] {1}))
                    .ciphertextBlob(SdkBytes.fromByteArray(new byte[] {2}))
                    .build());
        }

        @Override
        public CompletableFuture<DecryptResponse> decrypt(DecryptRequest request) {
            decrypted = request;
            return answer(DecryptResponse.builder()
                    .plaintext(SdkBytes.fromByteArray(new byte[] {1}))
                    .build());
        }

        @Override
        public CompletableFuture<DescribeKeyResponse> describeKey(DescribeKeyRequest request) {
            described = request.keyId();
            return answer(DescribeKeyResponse.builder()
                    .keyMetadata(metadata -> metadata.keyId("1").arn(ARN))
                    .build());
        }

        private <T> CompletableFuture<T> answer(T response) {
            return failure.<CompletableFuture<T>>map(CompletableFuture::failedFuture)
                    .orElseGet(() -> CompletableFuture.completedFuture(response));
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void aDataKeyIsMadeUnderTheKeyThatIsNamed() {
        DataKey made = joined(keys.generate(Optional.of("alias/mine"), CONTEXT));

        assertThat(made.keyId()).isEqualTo(ARN);
        assertThat(made.plain()).containsExactly(1);
        assertThat(made.wrapped()).containsExactly(2);
        assertThat(client.generated.keyId()).isEqualTo("alias/mine");
        assertThat(client.generated.keySpecAsString()).isEqualTo("AES_256");
        assertThat(client.generated.encryptionContext()).isEqualTo(CONTEXT);
    }

    @Test
    void aValueUnderNoKeyGetsTheDefaultOne() {
        joined(keys.generate(Optional.empty(), CONTEXT));
        assertThat(client.generated.keyId()).isEqualTo("alias/own");
    }

    @Test
    void aDataKeyIsOpenedUnderItsKeyAndContext() {
        assertThat(joined(keys.unwrap(ARN, new byte[] {2}, CONTEXT))).containsExactly(1);
        assertThat(client.decrypted.keyId()).isEqualTo(ARN);
        assertThat(client.decrypted.ciphertextBlob().asByteArray()).containsExactly(2);
        assertThat(client.decrypted.encryptionContext()).isEqualTo(CONTEXT);
    }

    @Test
    void theDefaultKeyAndThatOfAValueAreAskedForInTheRegionOfTheirArn() {
        KmsDataKeys inParis = new KmsDataKeys(this::in, "arn:aws:kms:eu-west-3:123456789012:key/2");
        joined(inParis.generate(Optional.empty(), CONTEXT));
        assertThat(region).isEqualTo("eu-west-3");

        joined(keys.unwrap("arn:aws-cn:kms:cn-north-1:123456789012:key/3", new byte[] {2}, CONTEXT));
        assertThat(region).isEqualTo("cn-north-1");
    }

    @Test
    void aKeyThatIsNamedIsAskedForInTheRegionOfTheValue() {
        joined(keys.generate(Optional.of("alias/mine"), CONTEXT));
        assertThat(region).isEqualTo("us-east-1");

        joined(keys.generate(Optional.of("arn:aws:kms:eu-west-3:123456789012:key/2"), CONTEXT));
        assertThat(region).isEqualTo("us-east-1");

        joined(keys.keyArn(Optional.of("alias/mine"), new KeyPlace("123456789012", "eu-west-3")));
        assertThat(region).isEqualTo("eu-west-3");
    }

    @Test
    void anArnIsThatOfTheKeyAndNotOfItsAlias() {
        assertThat(joined(keys.keyArn(Optional.of("alias/mine"), KeyPlace.of(CONTEXT))))
                .isEqualTo(ARN);
        assertThat(client.described).isEqualTo("alias/mine");
    }

    @Test
    void aRefusalOfKmsIsToldInSecretsManagersWords() {
        client.failure = Optional.of(DisabledException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("DisabledException")
                        .errorMessage(ARN + " is disabled.")
                        .build())
                .build());

        assertThat(refusal(keys.generate(Optional.empty(), CONTEXT)).code()).isEqualTo(ErrorCode.ENCRYPTION_FAILURE);
        assertThat(refusal(keys.unwrap(ARN, new byte[1], CONTEXT)))
                .hasMessage("Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + ARN
                        + " is disabled.");
    }

    @Test
    void aKmsThatDoesNotAnswerIsAnErrorOfTheService() {
        client.failure = Optional.of(SdkClientException.create("no route"));
        assertThat(refusal(keys.generate(Optional.empty(), CONTEXT)).code())
                .isEqualTo(ErrorCode.INTERNAL_SERVICE_ERROR);
    }

    private static <T> T joined(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static AwsException refusal(CompletionStage<?> stage) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, () -> joined(stage));
        assertThat(failure).hasCauseInstanceOf(AwsException.class);
        return (AwsException) failure.getCause();
    }
}
