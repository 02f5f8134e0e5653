package dev.tumbler.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SealedValue.Kind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final Map<String, String> CONTEXT = SealingContext.of("arn:a", "version-1");
    private static final PlainValue VALUE = PlainValue.ofString("correct horse");

    private final RememberedDataKeys keys = new RememberedDataKeys(new SecureRandom());
    private final Sealer sealer = new Sealer(keys, new SecureRandom());

    @Property
    void whatIsSealedUnsealsUnchanged(@ForAll @Size(max = 300) byte[] bytes, @ForAll String text) {
        assertThat(unseal(seal(PlainValue.ofBytes(bytes)), CONTEXT)).isEqualTo(PlainValue.ofBytes(bytes));
        assertThat(unseal(seal(PlainValue.ofString(text)), CONTEXT)).isEqualTo(PlainValue.ofString(text));
    }

    @Test
    void theLargestValueFits() {
        PlainValue largest = PlainValue.ofString("a".repeat(65_536));

        assertThat(unseal(seal(largest), CONTEXT)).isEqualTo(largest);
    }

    @Test
    void theKindComesBack() {
        assertThat(unseal(seal(VALUE), CONTEXT).kind()).isEqualTo(Kind.STRING);
        assertThat(unseal(seal(PlainValue.ofBytes(VALUE.bytes())), CONTEXT).kind())
                .isEqualTo(Kind.BINARY);
    }

    @Test
    void aKeyIsTriedForSealingAndForUnsealing() {
        CompletableFuture<Void> tried = sealer.tryKey("alias/orders", "arn:a").toCompletableFuture();
        CompletableFuture<Void> unopened = new Sealer(sealingOnly(), new SecureRandom())
                .tryKey("alias/orders", "arn:a")
                .toCompletableFuture();

        assertThat(tried).isCompleted();
        assertThat(unopened).isCompletedExceptionally();
    }

    /** A key that may be used in one direction alone, for the trial that AWS makes. */
    private DataKeys sealingOnly() {
        return new DataKeys() {
            @Override
            public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
                assertThat(keyId).contains("alias/orders");
                assertThat(context).isEqualTo(SealingContext.of("arn:a", "RequestToValidateKeyAccess"));
                return keys.generate(keyId, context);
            }

            @Override
            public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
                return CompletableFuture.failedFuture(new AwsException(ErrorCode.ACCESS_DENIED, "no"));
            }
        };
    }

    @Property
    void anyFlippedBitIsRefused(@ForAll @IntRange(max = 8 * (32 + 12 + 13 + 16) - 1) int bit) {
        SealedValue sealed = seal(VALUE);
        byte[][] parts = {
            sealed.wrappedKey().clone(),
            sealed.nonce().clone(),
            sealed.ciphertext().clone()
        };
        flip(parts, bit);

        assertThat(refusal(new SealedValue(sealed.kind(), sealed.keyId(), parts[0], parts[1], parts[2]), CONTEXT)
                        .code())
                .isEqualTo(ErrorCode.DECRYPTION_FAILURE);
    }

    private static void flip(byte[][] parts, int bit) {
        int at = bit / 8;
        for (byte[] part : parts) {
            if (at < part.length) {
                part[at] ^= (byte) (1 << bit % 8);
                return;
            }
            at -= part.length;
        }
        throw new IllegalArgumentException("no bit " + bit);
    }

    @Test
    void anotherKindIsRefused() {
        SealedValue sealed = seal(VALUE);
        SealedValue other =
                new SealedValue(Kind.BINARY, sealed.keyId(), sealed.wrappedKey(), sealed.nonce(), sealed.ciphertext());

        assertThat(refusal(other, CONTEXT)).hasMessage(refused());
    }

    @Test
    void anotherKeyIsRefused() {
        SealedValue one = seal(VALUE);
        SealedValue two = seal(VALUE);
        SealedValue mixed = new SealedValue(one.kind(), one.keyId(), two.wrappedKey(), one.nonce(), one.ciphertext());

        assertThat(refusal(mixed, CONTEXT)).hasMessage(refused());
    }

    @Test
    void anotherContextIsRefusedEvenWhenTheKeyServiceDoesNotLook() {
        Sealer trusting = new Sealer(keys.careless(), new SecureRandom());
        CompletionStage<PlainValue> opened = trusting.unseal(seal(VALUE), SealingContext.of("arn:a", "version-2"));

        assertThat(refusal(opened)).hasMessage(refused());
    }

    @Test
    void anotherContextIsRefusedByTheKeyService() {
        assertThat(refusal(seal(VALUE), SealingContext.of("arn:b", "version-1")).code())
                .isEqualTo(ErrorCode.DECRYPTION_FAILURE);
    }

    @Test
    void equalValuesAreSealedDifferently() {
        SealedValue one = seal(VALUE);
        SealedValue two = seal(VALUE);

        assertThat(one.ciphertext()).isNotEqualTo(two.ciphertext());
        assertThat(one.nonce()).isNotEqualTo(two.nonce());
        assertThat(one.wrappedKey()).isNotEqualTo(two.wrappedKey());
    }

    @Test
    void theNamedKeyIsUsed() {
        SealedValue sealed = sealer.seal(VALUE, Optional.of("alias/orders"), CONTEXT)
                .toCompletableFuture()
                .join();

        assertThat(sealed.keyId()).isEqualTo("alias/orders");
    }

    @Test
    void theDataKeyIsWipedAfterUse() {
        DataKey key =
                keys.generate(Optional.empty(), CONTEXT).toCompletableFuture().join();
        DataKeys one = new DataKeys() {
            @Override
            public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
                return CompletableFuture.completedFuture(key);
            }

            @Override
            public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
                return keys.unwrap(keyId, wrappedKey, context);
            }
        };

        SealedValue sealed = new Sealer(one, new SecureRandom())
                .seal(VALUE, Optional.empty(), CONTEXT)
                .toCompletableFuture()
                .join();

        assertThat(key.plain()).containsOnly(0);
        assertThat(unseal(sealed, CONTEXT)).isEqualTo(VALUE);
    }

    @Test
    void nothingShowsTheValue() {
        SealedValue sealed = seal(VALUE);
        String everything = VALUE + " " + sealed + " "
                + refusal(sealed, SealingContext.of("arn:b", "v")).getMessage();

        assertThat(everything).doesNotContain("correct horse");
        assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain("correct horse");
        assertThat(keys.generate(Optional.empty(), CONTEXT)
                        .toCompletableFuture()
                        .join())
                .hasToString("DataKey[aws/secretsmanager]");
    }

    private SealedValue seal(PlainValue value) {
        return sealer.seal(value, Optional.empty(), CONTEXT)
                .toCompletableFuture()
                .join();
    }

    private PlainValue unseal(SealedValue sealed, Map<String, String> context) {
        return sealer.unseal(sealed, context).toCompletableFuture().join();
    }

    private AwsException refusal(SealedValue sealed, Map<String, String> context) {
        return refusal(sealer.unseal(sealed, context));
    }

    private static AwsException refusal(CompletionStage<PlainValue> opened) {
        CompletionException failure = catchThrowableOfType(
                CompletionException.class, () -> opened.toCompletableFuture().join());
        assertThat(failure).hasCauseInstanceOf(AwsException.class);
        return (AwsException) failure.getCause();
    }

    private static String refused() {
        return "Secrets Manager can't decrypt the protected secret text using the provided KMS key.";
    }
}
