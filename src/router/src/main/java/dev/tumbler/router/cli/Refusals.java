package dev.tumbler.router.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How long logins were refused: from the first refused one to the first accepted one that began after the last refused one.
 * Logins are noted in any order, by clients that know nothing of each other.
 */
final class Refusals {
    private static final long LOOK_AGAIN_MILLISECONDS = 1000;

    private int count;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> over = Optional.empty();
    private Instant latestAccepted = Instant.MIN;

    /** What one rotation cost those who logged in meanwhile. */
    record Span(int refused, Duration time) {}

    synchronized void refused(Instant began) {
        count++;
        first = Optional.of(first.filter(began::isAfter).orElse(began));
        last = Optional.of(last.filter(began::isBefore).orElse(began));
        over = over.filter(last.get()::isBefore);
    }

    synchronized void accepted(Instant began) {
        if (last.filter(began::isAfter).isPresent()
                && over.filter(began::isAfter).isEmpty()) {
            over = Optional.of(began);
        }
        latestAccepted = began.isAfter(latestAccepted) ? began : latestAccepted;
        notifyAll();
    }

    /** What has been noted, once somebody who began from now on is let in; it is forgotten then. */
    synchronized Span take(InstantSource clock, Duration patience) {
        Instant from = clock.instant();
        Instant deadline = from.plus(patience);
        try {
            while (latestAccepted.isBefore(from)) {
                if (clock.instant().isAfter(deadline)) {
                    throw new PlainFailure("nobody has been let in for " + patience.toSeconds() + " seconds");
                }
                wait(LOOK_AGAIN_MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while waiting for a login", interrupted);
        }
        return forget();
    }

    private Span forget() {
        Duration time =
                over.map(end -> Duration.between(first.orElseThrow(), end)).orElse(Duration.ZERO);
        Span span = new Span(count, time);
        count = 0;
        first = Optional.empty();
        last = Optional.empty();
        over = Optional.empty();
        return span;
    }
}
