package dev.tumbler.store.contract;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SecretId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Things that a test of a store needs. */
final class Samples {
    static final String ACCOUNT = "123456789012";
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");
    static final Caller CALLER =
            new Caller(ACCOUNT, "eu-central-1", "arn:aws:iam::" + ACCOUNT + ":user/test", "AIDATEST", Optional.empty());

    private Samples() {}

    /** A region of its own for each test, so that tests may share a table. */
    static String region() {
        return "test-" + UUID.randomUUID();
    }

    static SealedValue sealed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SealedValue(SealedValue.Kind.STRING, "key", new byte[] {1}, new byte[] {2}, bytes);
    }

    /** The same value under another key: what counts as its plain text is the same. */
    static SealedValue anew(SealedValue value, String keyId) {
        return new SealedValue(value.kind(), keyId, value.wrappedKey(), value.nonce(), value.ciphertext());
    }

    static NewSecret newSecret(SecretId id, Optional<NewValue> value) {
        Details details = new Details(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new NewSecret(id, "AbCdEf", details, value, Optional.empty());
    }

    static NewValue newValue(String token, String text) {
        return new NewValue(token, sealed(text), Optional.empty(), NewValue.Existing.NONE);
    }

    /** A request token as clients make them. */
    static String token(int number) {
        return String.format(Locale.ROOT, "token-%030d", number);
    }
}
