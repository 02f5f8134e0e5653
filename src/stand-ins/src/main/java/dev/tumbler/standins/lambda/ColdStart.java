package dev.tumbler.standins.lambda;

import java.time.Duration;
import java.util.List;

/**
 * What one fresh process of a function did.
 *
 * @param start from the start of the process, with the shell that stands over it, to its first request for an invocation
 * @param first from the event to the answer, the first time
 * @param steady the same for each event after it
 * @param residentBytes what it has in memory after the last answer
 */
public record ColdStart(Duration start, Duration first, List<Duration> steady, long residentBytes) {
    public ColdStart {
        steady = List.copyOf(steady);
    }
}
