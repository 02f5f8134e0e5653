package dev.tumbler.standins.lambda;

import java.time.Instant;

/**
 * An event that a function is to have, and nobody waits for its answer.
 *
 * @param failures how often the function has failed on it
 * @param accepted when it was taken
 */
record WaitingEvent(FunctionId function, Invocation invocation, int failures, Instant accepted) {
    WaitingEvent failedOnceMore() {
        return new WaitingEvent(function, invocation, failures + 1, accepted);
    }
}
