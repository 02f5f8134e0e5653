package dev.tumbler.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The credentials of one secret, for all who log in with them.
 *
 * <p>A login goes so: {@link #get}, and log in; if the database takes it, {@link #accepted}; if it refuses it, again with what
 * {@link #afterRefusal} answers, until that fails. So nobody outside sees a refusal that a rotation causes:
 *
 * <ol>
 *   <li>AWSCURRENT has moved since it was read: the new one is read, once for all.
 *   <li>It has not moved yet, and the database has the new password: AWSPENDING has it too. Once a login has proven that, it is
 *       what everybody gets.
 *   <li>AWSPENDING is not followed, or there is none: it is tried again after pauses that grow, until AWSCURRENT moves or the time
 *       for logins is over.
 * </ol>
 */
final class CachedSecret {
    private static final Logger LOG = Logger.getLogger(CachedSecret.class);

    /**
     * How a secret is used.
     *
     * @param loginTimeout how long credentials are looked for that the database takes
     */
    record Settings(String secretId, Duration maxAge, boolean followPending, Duration loginTimeout) {}

    private final Settings settings;
    private final InstantSource clock;
    private final Pauses pauses;
    private final Function<Duration, Executor> later;
    private final Coalesced<Credentials> current;
    private final Coalesced<Credentials> pending;
    private CacheState state = CacheState.EMPTY;

    /**
     * Nothing is read yet.
     *
     * @param later runs what it is given after a pause
     */
    CachedSecret(
            SecretVersions versions,
            Settings settings,
            InstantSource clock,
            Pauses pauses,
            Function<Duration, Executor> later) {
        this.settings = settings;
        this.clock = clock;
        this.pauses = pauses;
        this.later = later;
        this.current = new Coalesced<>(() -> versions.read(Stage.CURRENT).whenComplete(this::learn));
        this.pending = new Coalesced<>(() -> versions.read(Stage.PENDING));
    }

    /** What to log in with, from the cache if that is young enough. */
    CompletionStage<Credentials> get() {
        CacheState now = state();
        if (now.isYoung(clock.instant(), settings.maxAge()) || !now.mayRead(clock.instant())) {
            return known(now);
        }
        CompletionStage<Credentials> read = current.run();
        // while Secrets Manager is down, nobody waits to hear it again
        return now.isDown() ? known(now) : read.exceptionallyCompose(failure -> known(state()));
    }

    private static CompletionStage<Credentials> known(CacheState now) {
        return now.known()
                .<CompletionStage<Credentials>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(now.failure().orElseThrow()));
    }

    /** When a login that begins now gives up. */
    Instant deadline() {
        return clock.instant().plus(settings.loginTimeout());
    }

    /** The database has taken these. */
    void accepted(Credentials credentials) {
        move(each -> each.accepting(credentials, clock.instant()));
    }

    /**
     * The database has refused these: what to try next, which may be the same again after a pause. Fails when the deadline does
     * not allow that.
     */
    CompletionStage<Credentials> afterRefusal(Credentials refused, Instant deadline) {
        CacheState before = move(each -> each.refusing(refused));
        Credentials known = before.known().orElse(refused);
        if (!known.isVersionOf(refused)) {
            return CompletableFuture.completedFuture(known);
        }
        if (before.refused().isEmpty()) {
            LOG.infof("The database refuses %s of the secret %s, which is read again", refused, settings.secretId());
        }
        Instant now = clock.instant();
        Instant next = before.mayRead(now) ? now : before.retryAt();
        if (next.isAfter(deadline)) {
            return CompletableFuture.failedFuture(
                    new UnavailableSecretException(settings.secretId(), "has no version that the database takes"));
        }
        return next.equals(now)
                ? look(refused)
                : CompletableFuture.supplyAsync(() -> look(refused), later.apply(Duration.between(now, next)))
                        .thenCompose(found -> found);
    }

    /** Somebody else may have found something meanwhile. */
    private CompletionStage<Credentials> look(Credentials refused) {
        return state().known()
                .filter(credentials -> !credentials.isVersionOf(refused))
                .<CompletionStage<Credentials>>map(CompletableFuture::completedFuture)
                .orElseGet(current::run)
                .thenCompose(found -> found.isVersionOf(refused) && settings.followPending()
                        ? pending.run()
                        : CompletableFuture.completedFuture(found))
                .exceptionally(failure -> refused);
    }

    private void learn(Credentials credentials, Throwable failure) {
        if (failure == null) {
            move(each -> each.read(credentials, clock.instant(), pauses));
            return;
        }
        UnavailableSecretException reason = unwrapped(failure);
        CacheState before = move(each -> each.failed(reason, clock.instant(), pauses));
        if (before.failure().isEmpty() && before.known().isPresent()) {
            LOG.warnf("%s; the credentials that were read before are used on", reason.getMessage());
        }
    }

    private UnavailableSecretException unwrapped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof UnavailableSecretException reason
                ? reason
                : new UnavailableSecretException(
                        settings.secretId(),
                        "cannot be read: " + cause.getClass().getName());
    }

    private synchronized CacheState state() {
        return state;
    }

    /** Answers the state from before. */
    private synchronized CacheState move(UnaryOperator<CacheState> step) {
        CacheState before = state;
        state = step.apply(before);
        return before;
    }

    @Override
    public String toString() {
        return settings.secretId();
    }
}
