package dev.tumbler.domain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Secrets, callers and values that the tests start from, and how they read a decision. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    static final Caller PERSON = caller(Optional.empty());
    static final Caller RDS = caller(Optional.of("rds"));
    static final SecretId ID = new SecretId("123456789012", "eu-central-1", "orders");
    static final String DEFAULT_KEY = "aws/secretsmanager";
    static final String SUFFIX = "AbCdEf";
    static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf";
    static final RotationRules WEEKLY = RotationRules.afterDays(7);
    static final Details PLAIN = details(Optional.empty());
    static final Details OWNED = details(Optional.of("rds"));

    private Samples() {}

    private static Caller caller(Optional<String> service) {
        return new Caller("123456789012", "eu-central-1", "arn:aws:iam::123456789012:user/test", "AIDATEST", service);
    }

    private static Details details(Optional<String> owner) {
        return new Details(Optional.empty(), Optional.empty(), owner, Optional.empty());
    }

    /** The token of a call, which is the id of the version that it makes. */
    static String token(int number) {
        return "%036d".formatted(number);
    }

    /** A value that no key was needed for: what counts here is only whether two are equal. */
    static SealedValue sealed(String plain) {
        return sealed(plain, Optional.empty());
    }

    /** The same under a key; empty for {@code aws/secretsmanager}. */
    static SealedValue sealed(String plain, Optional<String> keyId) {
        return new SealedValue(
                SealedValue.Kind.STRING, keyId.orElse(DEFAULT_KEY), new byte[0], new byte[0], plain.getBytes(UTF_8));
    }

    static NewValue value(int token) {
        return value(token, NewValue.Existing.NONE);
    }

    static NewValue value(int token, NewValue.Existing existing) {
        return new NewValue(token(token), sealed("value " + token), Optional.empty(), existing);
    }

    static NewSecret wanted(Optional<NewValue> value) {
        return new NewSecret(ID, SUFFIX, PLAIN, value, Optional.empty());
    }

    /** A secret that was created without a value. */
    static Secret empty() {
        return next(SecretLifecycle.create(Optional.empty(), wanted(Optional.empty()), NOW));
    }

    /** A secret whose version 1 is current. */
    static Secret created() {
        return next(SecretLifecycle.create(Optional.empty(), wanted(Optional.of(value(1))), NOW));
    }

    /** A secret of RDS that rotates every week, whose version 1 is current. */
    static Secret managed() {
        NewSecret wanted = new NewSecret(ID, SUFFIX, OWNED, Optional.of(value(1)), Optional.of(WEEKLY));
        return next(SecretLifecycle.create(Optional.empty(), wanted, NOW));
    }

    /** A managed secret whose rotation under token 2 has just started: version 2 is there without a value. */
    static Secret rotating() {
        return next(SecretRotation.start(managed(), token(2), NOW));
    }

    /** The same after every try of that rotation has failed, a minute apart. */
    static Secret failed(Instant first) {
        Instant now = first;
        Secret secret = attemptFailed(rotating(), now);
        while (!secret.rotationFailed()) {
            now = now.plusSeconds(60);
            secret = attemptFailed(next(SecretRotation.resume(Optional.of(secret), Duration.ZERO, now)), now);
        }
        return secret;
    }

    private static Secret attemptFailed(Secret secret, Instant now) {
        return next(SecretRotation.attemptFailed(Optional.of(secret), token(2), "why", now));
    }

    /** What is stored once the decision is written. */
    static Secret next(Decision<Secret, ?> decision) {
        return write(decision).next();
    }

    static Map<String, SealedValue> values(Decision<Secret, ?> decision) {
        return write(decision).values();
    }

    static Map<String, SealedValue> resealed(Decision<Secret, ?> decision) {
        return write(decision).resealed();
    }

    private static Change.Write<Secret> write(Decision<Secret, ?> decision) {
        if (decision.change() instanceof Change.Write<Secret> write) {
            return write;
        }
        throw new AssertionError("nothing is written: " + decision);
    }

    static boolean keeps(Decision<Secret, ?> decision) {
        return decision.change() instanceof Change.Keep<Secret>
                && decision.events().isEmpty();
    }

    static boolean erases(Decision<Secret, ?> decision) {
        return decision.change() instanceof Change.Erase<Secret>;
    }

    /** The refusal that the decision ends in. */
    static AwsException refusal(Supplier<?> decision) {
        return catchThrowableOfType(AwsException.class, decision::get);
    }
}
