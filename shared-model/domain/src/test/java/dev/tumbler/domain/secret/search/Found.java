package dev.tumbler.domain.secret.search;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Secrets to search among, by what a search looks at. */
final class Found {
    static final Instant CREATED = Instant.parse("2026-03-01T00:00:00Z");

    private static final Caller PERSON =
            new Caller("123456789012", "eu-central-1", "arn:aws:iam::123456789012:user/a", "AIDA", Optional.empty());
    private static final String TOKEN = "00000000-0000-0000-0000-000000000001";

    private Found() {}

    static Secret named(String name) {
        return secret(name, Optional.empty(), Optional.empty(), Map.of());
    }

    static Secret described(String description) {
        return secret("name", Optional.of(description), Optional.empty(), Map.of());
    }

    static Secret ownedBy(String service) {
        return secret("name", Optional.empty(), Optional.of(service), Map.of());
    }

    static Secret tagged(String key, String value) {
        return secret("name", Optional.empty(), Optional.empty(), Map.of(key, value));
    }

    static Secret secret(String name, Optional<String> description, Optional<String> owner, Map<String, String> tags) {
        return made(name, new Details(description, Optional.empty(), owner, Optional.of(tags)), CREATED);
    }

    static Secret createdAt(Instant created, String name) {
        return made(name, new Details(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), created);
    }

    private static Secret made(String name, Details details, Instant created) {
        SealedValue sealed = new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[0]);
        NewValue value = new NewValue(TOKEN, sealed, details.kmsKeyId(), NewValue.Existing.NONE);
        NewSecret wanted = new NewSecret(
                new SecretId("123456789012", "eu-central-1", name),
                "AbCdEf",
                details,
                Optional.of(value),
                Optional.empty());
        return next(SecretLifecycle.create(Optional.empty(), wanted, created));
    }

    static Secret changedAt(Instant changed, Secret secret) {
        return next(SecretLifecycle.tag(secret, Map.of(), changed));
    }

    static Secret readAt(Instant read, Secret secret) {
        return next(SecretValues.accessed(Optional.of(secret), TOKEN, read));
    }

    static Secret scheduledForDeletion(Secret secret) {
        return next(SecretLifecycle.schedule(secret, PERSON, Optional.empty(), CREATED));
    }

    private static Secret next(Decision<Secret, ?> decision) {
        if (decision.change() instanceof Change.Write<Secret> write) {
            return write.next();
        }
        throw new AssertionError("nothing is written: " + decision);
    }
}
