package dev.tumbler.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A secret, its database with one user, and a clock that moves when somebody waits. */
final class World {
    static final Duration MAX_AGE = Duration.ofHours(1);
    static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(15);

    final FakeSecrets secretsManager = new FakeSecrets();
    final List<Duration> pauses = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final CachedSecret secret;
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private String accepted;

    World(boolean followPending) {
        this.secret = new CachedSecret(
                new AwsSecret(secretsManager, "orders/database", Duration.ofSeconds(5), Runnable::run),
                new CachedSecret.Settings("orders/database", MAX_AGE, followPending, LOGIN_TIMEOUT),
                () -> now,
                new Pauses(() -> 0),
                this::after);
    }

    private Executor after(Duration pause) {
        return task -> {
            pauses.add(pause);
            pass(pause);
            if (!meanwhile.isEmpty()) {
                meanwhile.remove().run();
            }
            task.run();
        };
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Happens while somebody waits: the first during the first pause, and so on. */
    void duringAPause(Runnable event) {
        meanwhile.add(event);
    }

    /** The one password that the database takes. */
    void change(String password) {
        accepted = password;
    }

    /** Answers the version that the database took. */
    String login() {
        Instant deadline = secret.deadline();
        Credentials tried = join(secret.get());
        while (!tried.password().equals(accepted)) {
            refused.add(tried.versionId());
            tried = join(secret.afterRefusal(tried, deadline));
        }
        secret.accepted(tried);
        return tried.versionId();
    }

    String get() {
        return join(secret.get()).versionId();
    }

    int requests() {
        return secretsManager.requests.size();
    }

    static <T> T join(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.getNow(null);
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof UnavailableSecretException reason ? reason : failure;
        }
    }
}
