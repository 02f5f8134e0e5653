package dev.tumbler.wire;

import dev.tumbler.domain.Caller;

/**
 * What surrounds a request.
 *
 * @param requestId goes back to the caller in {@code x-amzn-RequestId} or the answer's metadata
 */
public record Call(Caller caller, String requestId) {}
