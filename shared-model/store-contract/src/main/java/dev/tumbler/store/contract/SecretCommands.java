package dev.tumbler.store.contract;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.CALLER;
import static dev.tumbler.store.contract.Samples.anew;
import static dev.tumbler.store.contract.Samples.sealed;
import static dev.tumbler.store.contract.Samples.token;
import static dev.tumbler.store.contract.Stages.await;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.secret.KeyChange;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.NewValue.Existing;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.secret.SecretUpdate;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.SecretStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws commands on a few secrets, from few enough names, tokens, values and labels that they meet. */
final class SecretCommands {
    private static final int NAMES = 4;
    private static final int TOKENS = 6;
    private static final int TEXTS = 3;
    private static final int KINDS = 18;
    private static final String DEFAULT_KEY = "key";
    private static final int LONGEST_PAUSE_HOURS = 60;
    private static final List<String> LABELS = List.of(AWSCURRENT, AWSPENDING, "blue", "green");

    private final Random random;
    private final String region;
    private final SecretStore model;
    private Instant now = Samples.NOW;

    /**
     * A sequence of its own.
     *
     * @param model says which value stands under a token, as a handler looks it up before it decides
     */
    SecretCommands(Random random, String region, SecretStore model) {
        this.random = random;
        this.region = region;
        this.model = model;
    }

    Instant now() {
        return now;
    }

    List<SecretId> ids() {
        return IntStream.range(0, NAMES).mapToObj(this::id).toList();
    }

    List<String> tokens() {
        return IntStream.range(0, TOKENS).mapToObj(Samples::token).toList();
    }

    private SecretId id(int number) {
        return new SecretId(ACCOUNT, region, "secret/" + number);
    }

    SecretCommand next() {
        now = now.plus(Duration.ofHours(random.nextInt(LONGEST_PAUSE_HOURS)));
        SecretId id = id(random.nextInt(NAMES));
        return switch (random.nextInt(KINDS)) {
            case 0, 1, 2 -> create(id, now);
            case 3, 4, 5 -> put(id, now);
            case 6 -> describe(id, now);
            case 7, 8 -> move(id, now);
            case 9 -> tag(id, now);
            case 10 -> schedule(id, now);
            case 11 -> restore(id, now);
            case 12 -> leave(id, now);
            case 13 -> startRotation(id, now);
            case 14 -> changeKey(id, now);
            default -> endRotation(id, now);
        };
    }

    private static Secret found(Optional<Secret> stored) {
        return stored.orElseThrow(() -> AwsException.notFound(Secret.NOT_FOUND));
    }

    private NewValue value(SecretId id) {
        String token = token(random.nextInt(TOKENS));
        Optional<String> key = await(model.current(id))
                .flatMap(found -> found.secret().details().kmsKeyId());
        SealedValue sealed = anew(sealed("text " + random.nextInt(TEXTS)), key.orElse(DEFAULT_KEY));
        Existing existing = await(model.value(id, token))
                .map(there -> anew(there, sealed.keyId()).equals(sealed) ? Existing.SAME : Existing.DIFFERENT)
                .orElse(Existing.NONE);
        return new NewValue(token, sealed, key, existing);
    }

    private String label() {
        return LABELS.get(random.nextInt(LABELS.size()));
    }

    private SecretCommand create(SecretId id, Instant at) {
        Optional<NewValue> value = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value(id));
        return SecretCommand.of(
                "create", id, stored -> SecretLifecycle.create(stored, Samples.newSecret(id, value), at));
    }

    private SecretCommand put(SecretId id, Instant at) {
        NewValue value = value(id);
        List<String> labels = random.nextBoolean() ? List.of() : List.of(label());
        return SecretCommand.of(
                "put " + value.token() + " " + labels,
                id,
                stored -> SecretValues.put(found(stored), CALLER, value, labels, at));
    }

    private SecretCommand describe(SecretId id, Instant at) {
        Optional<String> text = Optional.of("description " + random.nextInt(TEXTS));
        Optional<NewValue> value = random.nextBoolean() ? Optional.of(value(id)) : Optional.empty();
        SecretUpdate update = new SecretUpdate(text, Optional.empty(), value);
        return SecretCommand.of("update", id, stored -> SecretValues.update(found(stored), CALLER, update, at));
    }

    private SecretCommand changeKey(SecretId id, Instant at) {
        Optional<String> key = random.nextInt(3) == 0 ? Optional.empty() : Optional.of("key " + random.nextInt(2));
        Map<String, Optional<SealedValue>> found = new HashMap<>();
        for (String token : tokens()) {
            await(model.value(id, token))
                    .ifPresent(value -> found.put(token, Optional.of(anew(value, key.orElse(DEFAULT_KEY)))));
        }
        SecretUpdate update =
                new SecretUpdate(Optional.empty(), Optional.of(new KeyChange(key, found)), Optional.empty());
        return SecretCommand.of(
                "change key to " + key, id, stored -> SecretValues.update(found(stored), CALLER, update, at));
    }

    private SecretCommand move(SecretId id, Instant at) {
        String label = label();
        Optional<String> to = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(token(random.nextInt(TOKENS)));
        return SecretCommand.of("move " + label + " to " + to, id, stored -> {
            Optional<String> from = found(stored).versions().holder(label).map(version -> version.id());
            return SecretValues.moveLabel(found(stored), CALLER, label, from, to, at);
        });
    }

    private SecretCommand tag(SecretId id, Instant at) {
        String key = "key " + random.nextInt(TEXTS);
        return random.nextBoolean()
                ? SecretCommand.of("tag", id, stored -> SecretLifecycle.tag(found(stored), Map.of(key, "value"), at))
                : SecretCommand.of("untag", id, stored -> SecretLifecycle.untag(found(stored), List.of(key), at));
    }

    private SecretCommand schedule(SecretId id, Instant at) {
        return SecretCommand.of(
                "schedule deletion",
                id,
                stored -> SecretLifecycle.schedule(found(stored), CALLER, Optional.of(7L), at));
    }

    private SecretCommand restore(SecretId id, Instant at) {
        return SecretCommand.of("restore", id, stored -> SecretLifecycle.restore(found(stored), at));
    }

    private SecretCommand leave(SecretId id, Instant at) {
        return random.nextBoolean()
                ? SecretCommand.of("erase", id, stored -> SecretLifecycle.erase(found(stored), CALLER))
                : SecretCommand.of("purge", id, stored -> SecretLifecycle.purge(stored, at));
    }

    private SecretCommand startRotation(SecretId id, Instant at) {
        String token = token(random.nextInt(TOKENS));
        return SecretCommand.of(
                "start rotation " + token, id, stored -> SecretRotation.startOrResume(found(stored), token, at));
    }

    private SecretCommand endRotation(SecretId id, Instant at) {
        return switch (random.nextInt(3)) {
            case 0 ->
                SecretCommand.of("steps ran", id, stored -> SecretRotation.stepsRan(stored, rotating(stored), at));
            case 1 ->
                SecretCommand.of(
                        "attempt failed",
                        id,
                        stored -> SecretRotation.attemptFailed(stored, rotating(stored), "why", at));
            default -> {
                Duration lease = Duration.ofSeconds(random.nextInt(2));
                yield SecretCommand.of("resume", id, stored -> SecretRotation.resume(stored, lease, at));
            }
        };
    }

    private static String rotating(Optional<Secret> stored) {
        return stored.flatMap(secret -> secret.rotation().attempt())
                .map(Rotation.Attempt::token)
                .orElse("none");
    }
}
