package dev.tumbler.router.dispatch;

import dev.tumbler.wire.ErrorAnswer;
import java.util.Optional;

/** An answer on its way back. */
@SuppressWarnings("ArrayRecordComponent") // written once, to one response
record Answer(int status, String contentType, Optional<String> errorType, byte[] body) {
    private static final int OK = 200;

    static Answer json(byte[] body) {
        return new Answer(OK, "application/x-amz-json-1.1", Optional.empty(), body);
    }

    static Answer xml(byte[] body) {
        return new Answer(OK, "text/xml", Optional.empty(), body);
    }

    static Answer of(ErrorAnswer error) {
        return new Answer(error.status(), error.contentType(), error.errorType(), error.body());
    }
}
