package dev.tumbler.standins.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came of an invocation.
 *
 * @param payload what the function answered, or the error as JSON
 * @param functionError {@code Unhandled} where the function failed
 * @param logTail the last 4 KB that the function wrote, as plain bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
public record InvocationResult(byte[] payload, Optional<String> functionError, byte[] logTail) {
    private static final byte[] NOTHING = {};

    static InvocationResult success(byte[] payload) {
        return new InvocationResult(payload, Optional.empty(), NOTHING);
    }

    static InvocationResult failure(byte[] error) {
        return new InvocationResult(error, Optional.of("Unhandled"), NOTHING);
    }

    /** A failure that the function itself could not report. */
    static InvocationResult failure(String errorType, String message) {
        return failure(FunctionFailure.json(errorType, message).getBytes(StandardCharsets.UTF_8));
    }

    InvocationResult withLogTail(byte[] tail) {
        return new InvocationResult(payload, functionError, tail);
    }

    public boolean failed() {
        return functionError.isPresent();
    }

    /** The payload may hold anything. */
    @Override
    public String toString() {
        return "InvocationResult[" + functionError.orElse("success") + "]";
    }
}
