package dev.tumbler.router.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** The clock that a running router goes by. */
final class RouterClock {
    /** A reset waits for the disk, and looks for rotations that have not ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocalResource clock;

    RouterClock(URI endpoint) {
        this(endpoint, RouterToken.found(endpoint, System.getenv()));
    }

    RouterClock(URI endpoint, Optional<String> token) {
        this.clock = new LocalResource(endpoint, token, "/_tumbler/clock");
    }

    Instant now() {
        return answer(clock.request().GET());
    }

    /** Sets it ahead, and answers what it shows then. */
    Instant advanceTo(Instant moment) {
        return put(moment.toString());
    }

    /** Sets it ahead by exactly so long, and answers what it shows then. */
    Instant advanceBy(Duration time) {
        return put(time.toString());
    }

    private Instant put(String time) {
        return answer(
                clock.request().header("Content-Type", "text/plain").PUT(HttpRequest.BodyPublishers.ofString(time)));
    }

    /** Sets it to the machine's time, and answers what it shows then. */
    Instant reset() {
        return answer(clock.request().DELETE());
    }

    private Instant answer(HttpRequest.Builder request) {
        return Instant.parse(clock.lines(request.timeout(PATIENCE).build()).collect(Collectors.joining("\n")));
    }
}
