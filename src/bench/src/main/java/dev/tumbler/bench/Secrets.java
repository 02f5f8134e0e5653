package dev.tumbler.bench;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableSecretStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/** So many secrets in a table, each with a value as a database's credentials are, sealed. */
final class Secrets {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "eu-central-1";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller CALLER =
            new Caller(ACCOUNT, REGION, "arn:aws:iam::" + ACCOUNT + ":user/bench", "AIDABENCH", Optional.empty());
    private static final int CIPHERTEXT_BYTES = 240;
    private static final int WRAPPED_KEY_BYTES = 184;
    private static final int NONCE_BYTES = 12;
    private static final int FILLING_AT_ONCE = 256;

    private final SecretStore store;
    private final int count;

    Secrets(Table table, int count) {
        this.store = new TableSecretStore(table, EventSink.NOBODY, new SecureRandom());
        this.count = count;
    }

    static String name(int number) {
        return "prod/application-" + number % 97 + "/database-" + number;
    }

    private static SecretId id(int number) {
        return new SecretId(ACCOUNT, REGION, name(number));
    }

    private static NewValue value() {
        SealedValue sealed = new SealedValue(
                SealedValue.Kind.STRING,
                "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/00000000-0000-0000-0000-000000000000",
                new byte[WRAPPED_KEY_BYTES],
                new byte[NONCE_BYTES],
                new byte[CIPHERTEXT_BYTES]);
        return new NewValue(UUID.randomUUID().toString(), sealed, Optional.empty(), NewValue.Existing.NONE);
    }

    void fill() {
        CompletableFuture<?>[] lines = IntStream.range(0, Math.min(count, FILLING_AT_ONCE))
                .mapToObj(first -> line(first).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(lines).join();
    }

    private CompletionStage<Secret> line(int number) {
        CompletionStage<Secret> created = create(number);
        return number + FILLING_AT_ONCE < count
                ? created.thenApplyAsync(done -> line(number + FILLING_AT_ONCE)).thenCompose(Function.identity())
                : created;
    }

    private CompletionStage<Secret> create(int number) {
        Details details = new Details(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        NewSecret wanted = new NewSecret(id(number), "AbCdEf", details, Optional.of(value()), Optional.empty());
        return store.update(id(number), stored -> SecretLifecycle.create(stored, wanted, START.plusSeconds(number)));
    }

    /** GetSecretValue of any of them, as far as the store has to do with it. */
    void read(SplittableRandom random) {
        if (store.current(id(random.nextInt(count)))
                .toCompletableFuture()
                .join()
                .isEmpty()) {
            throw new IllegalStateException("a secret is missing");
        }
    }

    /** PutSecretValue on any of them: durable once this returns. */
    void put(SplittableRandom random) {
        NewValue value = value();
        store.update(
                        id(random.nextInt(count)),
                        stored -> SecretValues.put(stored.orElseThrow(), CALLER, value, List.of(), START))
                .toCompletableFuture()
                .join();
    }

    /** The first page of the listing. */
    void list(int limit) {
        int expected = Math.min(limit, count);
        int listed = store.list(ACCOUNT, REGION, Optional.empty(), limit)
                .toCompletableFuture()
                .join()
                .items()
                .size();
        if (listed != expected) {
            throw new IllegalStateException("a page of " + listed + " secrets");
        }
    }
}
