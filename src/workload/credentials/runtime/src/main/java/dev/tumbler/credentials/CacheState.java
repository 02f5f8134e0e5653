package dev.tumbler.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a secret, and what came of the last attempts to know more. Every method answers the next state.
 *
 * <table>
 * <caption>The states, and what a caller gets</caption>
 * <tr><th>known</th><th>failure</th><th></th><th>a caller gets</th></tr>
 * <tr><td>no</td><td>no</td><td></td><td>what is read now</td></tr>
 * <tr><td>no</td><td>yes</td><td>before retryAt</td><td>the failure</td></tr>
 * <tr><td>no</td><td>yes</td><td>later</td><td>what is read now</td></tr>
 * <tr><td>yes</td><td></td><td>young enough</td><td>what is known</td></tr>
 * <tr><td>yes</td><td>no</td><td>too old</td><td>what is read now, or what is known if that fails</td></tr>
 * <tr><td>yes</td><td>yes</td><td>too old</td><td>what is known; after retryAt it is read for the next caller</td></tr>
 * </table>
 *
 * @param known what was read last, or taken by the database since
 * @param since when that was
 * @param refused the version of {@code known} that the database has refused since it was read
 * @param failure why the last reading failed
 * @param vain how many readings in a row failed, or brought the refused version again
 * @param retryAt no reading begins before this because of a failure or a refusal
 */
record CacheState(
        Optional<Credentials> known,
        Instant since,
        Optional<String> refused,
        Optional<UnavailableSecretException> failure,
        int vain,
        Instant retryAt) {

    static final CacheState EMPTY =
            new CacheState(Optional.empty(), Instant.MIN, Optional.empty(), Optional.empty(), 0, Instant.MIN);

    boolean isYoung(Instant now, Duration maxAge) {
        return known.isPresent() && now.isBefore(since.plus(maxAge));
    }

    /** There is something to go on with, and nothing newer to be had. */
    boolean isDown() {
        return known.isPresent() && failure.isPresent();
    }

    boolean mayRead(Instant now) {
        return !now.isBefore(retryAt);
    }

    CacheState read(Credentials credentials, Instant now, Pauses pauses) {
        if (refused.filter(credentials.versionId()::equals).isPresent()) {
            return new CacheState(
                    Optional.of(credentials),
                    now,
                    refused,
                    Optional.empty(),
                    vain + 1,
                    now.plus(pauses.after(vain + 1)));
        }
        return holding(credentials, now);
    }

    CacheState failed(UnavailableSecretException reason, Instant now, Pauses pauses) {
        return new CacheState(known, since, refused, Optional.of(reason), vain + 1, now.plus(pauses.after(vain + 1)));
    }

    /** A refusal of anything but what is known tells nothing new. */
    CacheState refusing(Credentials credentials) {
        return known.filter(credentials::isVersionOf).isPresent()
                ? new CacheState(known, since, Optional.of(credentials.versionId()), failure, vain, retryAt)
                : this;
    }

    /** A pending version that the database takes is the one to log in with, and so is one that it had refused before. */
    CacheState accepting(Credentials credentials, Instant now) {
        boolean isNew = known.filter(credentials::isVersionOf).isEmpty() && credentials.stage() == Stage.PENDING;
        boolean wasRefused = refused.filter(credentials.versionId()::equals).isPresent();
        return isNew || wasRefused ? holding(credentials, now) : this;
    }

    private static CacheState holding(Credentials credentials, Instant now) {
        return new CacheState(Optional.of(credentials), now, Optional.empty(), Optional.empty(), 0, Instant.MIN);
    }
}
