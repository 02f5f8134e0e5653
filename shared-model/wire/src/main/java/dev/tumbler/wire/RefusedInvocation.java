package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.stream.Stream;

/**
 * What a direct invocation of an operation fails with. Of a failure Lambda tells the invoker the name of its class and its
 * message, so the code of the error stands in the message, in front of its text.
 */
public final class RefusedInvocation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String BETWEEN = ": ";

    private RefusedInvocation(String message, Throwable cause) {
        super(message, cause);
    }

    static RefusedInvocation of(Service service, Throwable failure) {
        AwsException error = ErrorAnswer.known(service, failure);
        String text = error.getMessage();
        String code = error.code().wireName();
        return new RefusedInvocation(text == null || text.isEmpty() ? code : code + BETWEEN + text, failure);
    }

    /**
     * The error that a message tells, for whoever invokes operations and answers for them.
     *
     * @throws IllegalArgumentException if it is none of these messages
     */
    public static AwsException read(String message) {
        String code = message.split(BETWEEN, 2)[0];
        ErrorCode known = Stream.of(ErrorCode.values())
                .filter(each -> each.wireName().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no error of an operation"));
        return new AwsException(known, message.substring(Math.min(message.length(), code.length() + BETWEEN.length())));
    }
}
