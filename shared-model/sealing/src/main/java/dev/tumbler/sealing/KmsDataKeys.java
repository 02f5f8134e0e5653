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
 * Data keys from AWS KMS. A key that is named is asked for in the region of the value, where KMS refuses the ARN of another
 * region's. The default key, and the one that a value rests under, are asked for in the region of their ARN: whoever fills a
 * replica opens the primary's value first.
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
        return orRefusal(
                client(keyId, KeyPlace.of(context)).generateDataKey(request -> request.keyId(keyId.orElse(defaultKeyId))
                        .keySpec(DataKeySpec.AES_256)
                        .encryptionContext(context)),
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
                clients.apply(region(keyId, KeyPlace.of(context))).decrypt(request -> request.keyId(keyId)
                        .ciphertextBlob(SdkBytes.fromByteArray(wrappedKey))
                        .encryptionContext(context)),
                opened -> opened.plaintext().asByteArrayUnsafe(),
                KeyRefusals::toUnseal);
    }

    @Override
    public CompletionStage<String> keyArn(Optional<String> keyId, KeyPlace place) {
        return orRefusal(
                client(keyId, place).describeKey(request -> request.keyId(keyId.orElse(defaultKeyId))),
                described -> described.keyMetadata().arn(),
                KeyRefusals::toSeal);
    }

    private KmsAsyncClient client(Optional<String> named, KeyPlace place) {
        return clients.apply(named.isPresent() ? place.region() : region(defaultKeyId, place));
    }

    private static String region(String keyId, KeyPlace place) {
        Matcher arn = ARN.matcher(keyId);
        return arn.matches() ? arn.group(1) : place.region();
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
