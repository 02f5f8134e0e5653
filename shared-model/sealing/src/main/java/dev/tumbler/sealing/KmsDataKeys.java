package dev.tumbler.sealing;

import dev.tumbler.domain.AwsException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * Data keys from AWS KMS. A key is asked for in its region: the one in its ARN, and for an id or an alias that of the value.
 * A replica rests under a key of its own region, and whoever fills it opens the primary's value first.
 *
 * <p>The policy of the AWS managed key {@code aws/secretsmanager} lets nobody but AWS's own service use it. Functions in
 * an account of their own name a key that they may use as their default.
 */
public final class KmsDataKeys implements DataKeys, KeyArns {
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:kms:([^:]+):.+");

    private final Function<String, KmsAsyncClient> clients;
    private final String defaultKeyId;

    /**
     * Data keys by these clients.
     *
     * @param clients the client of a region
     * @param defaultKeyId the key that wraps the data keys of values under no key of their own
     */
    public KmsDataKeys(Function<String, KmsAsyncClient> clients, String defaultKeyId) {
        this.clients = clients;
        this.defaultKeyId = defaultKeyId;
    }

    @Override
    public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        String key = keyId.orElse(defaultKeyId);
        return orRefusal(
                client(key, KeyPlace.of(context))
                        .generateDataKey(request ->
                                request.keyId(key).keySpec(DataKeySpec.AES_256).encryptionContext(context)),
                KmsDataKeys::dataKey,
                KeyRefusals::toSeal);
    }

    /** The very array of the response, so that its one plain copy is the one that is wiped. */
    private static DataKey dataKey(GenerateDataKeyResponse made) {
        return new DataKey(
                made.keyId(),
                made.plaintext().asByteArrayUnsafe(),
                made.ciphertextBlob().asByteArrayUnsafe());
    }

    @Override
    public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        return orRefusal(
                client(keyId, KeyPlace.of(context)).decrypt(request -> request.keyId(keyId)
                        .ciphertextBlob(SdkBytes.fromByteArray(wrappedKey))
                        .encryptionContext(context)),
                opened -> opened.plaintext().asByteArrayUnsafe(),
                KeyRefusals::toUnseal);
    }

    @Override
    public CompletionStage<String> keyArn(Optional<String> keyId, KeyPlace place) {
        String key = keyId.orElse(defaultKeyId);
        return orRefusal(
                client(key, place).describeKey(request -> request.keyId(key)),
                described -> described.keyMetadata().arn(),
                KeyRefusals::toSeal);
    }

    private KmsAsyncClient client(String keyId, KeyPlace place) {
        Matcher arn = ARN.matcher(keyId);
        return clients.apply(arn.matches() ? arn.group(1) : place.region());
    }

    /** What a refusal of KMS becomes for the caller. */
    @FunctionalInterface
    private interface Refusal {
        AwsException of(String kmsCode, String kmsMessage, Throwable cause);
    }

    private static <T, R> CompletionStage<R> orRefusal(
            CompletableFuture<T> answer, Function<T, R> read, Refusal refusal) {
        return answer.handle((value, failure) -> {
            if (failure == null) {
                return read.apply(value);
            }
            throw refused(refusal, failure instanceof CompletionException ? failure.getCause() : failure);
        });
    }

    private static AwsException refused(Refusal refusal, Throwable cause) {
        Optional<AwsErrorDetails> details =
                cause instanceof KmsException kms ? Optional.ofNullable(kms.awsErrorDetails()) : Optional.empty();
        return refusal.of(
                details.map(AwsErrorDetails::errorCode).orElse(""),
                details.map(AwsErrorDetails::errorMessage).orElse(""),
                cause);
    }
}
