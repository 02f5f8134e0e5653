package dev.tumbler.standins.lambda;

/**
 * One call of a function.
 *
 * @param requestId what the function knows it by
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
record Invocation(String requestId, byte[] payload) {
    @Override
    public String toString() {
        return "Invocation[" + requestId + "]";
    }
}
