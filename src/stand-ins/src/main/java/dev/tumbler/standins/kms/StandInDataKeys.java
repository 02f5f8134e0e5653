package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.sealing.DataKey;
import dev.tumbler.sealing.DataKeys;
import dev.tumbler.sealing.DefaultKey;
import dev.tumbler.sealing.KeyArns;
import dev.tumbler.sealing.KeyPlace;
import dev.tumbler.sealing.KeyRefusals;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Secrets Manager's own use of the stand-in, in the same process: no call over the network stands between the two. */
final class StandInDataKeys implements DataKeys, KeyArns {
    private static final int AES_256_BYTES = 32;

    private final KmsKeys keys;
    private final KmsCryptography cryptography;

    StandInDataKeys(KmsKeys keys, KmsCryptography cryptography) {
        this.keys = keys;
        this.cryptography = cryptography;
    }

    @Override
    public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        KmsCall call = KmsCall.bySecretsManager(KeyPlace.of(context), "GenerateDataKey");
        return orRefusal(
                () -> cryptography
                        .generate(keyId.orElse(DefaultKey.ALIAS), AES_256_BYTES, context, call)
                        .thenApply(made -> new DataKey(
                                made.key().arn(), made.plain(), made.blob().bytes())),
                KeyRefusals::toSeal);
    }

    @Override
    public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        KmsCall call = KmsCall.bySecretsManager(KeyPlace.of(context), "Decrypt");
        return orRefusal(
                () -> cryptography
                        .decrypt(Optional.of(keyId), wrappedKey, context, call)
                        .thenApply(KmsCryptography.Decrypted::plain),
                KeyRefusals::toUnseal);
    }

    @Override
    public CompletionStage<String> keyArn(Optional<String> keyId, KeyPlace place) {
        KmsCall call = KmsCall.bySecretsManager(place, "DescribeKey");
        return orRefusal(
                () -> keys.find(keyId.orElse(DefaultKey.ALIAS), call).thenApply(KmsKey::arn), KeyRefusals::toSeal);
    }

    /** What a refusal of KMS becomes for the caller. */
    @FunctionalInterface
    private interface Refusal {
        AwsException of(String kmsCode, String kmsMessage, Throwable cause);
    }

    private static <R> CompletionStage<R> orRefusal(Supplier<CompletionStage<R>> answer, Refusal refusal) {
        return CompletableFuture.completedStage(answer)
                .thenCompose(Supplier::get)
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(refused(refusal, failure)));
    }

    private static Throwable refused(Refusal refusal, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof AwsException error
                ? refusal.of(error.code().wireName(), error.getMessage(), error)
                : cause;
    }
}
