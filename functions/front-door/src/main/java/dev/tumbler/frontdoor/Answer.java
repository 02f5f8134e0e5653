package dev.tumbler.frontdoor;

import dev.tumbler.wire.ErrorAnswer;
import dev.tumbler.wire.RestAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer on its way back. */
@SuppressWarnings("ArrayRecordComponent") // written once, to one response
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final int OK = 200;
    private static final String ERROR_TYPE = "x-amzn-ErrorType";

    static Answer json(byte[] body) {
        return new Answer(OK, "application/x-amz-json-1.1", Map.of(), body);
    }

    static Answer xml(byte[] body) {
        return new Answer(OK, "text/xml", Map.of(), body);
    }

    static Answer rest(RestAnswer answer) {
        return new Answer(answer.status(), "application/json", answer.headers(), answer.body());
    }

    static Answer of(ErrorAnswer error) {
        Map<String, String> headers =
                error.errorType().map(type -> Map.of(ERROR_TYPE, type)).orElse(Map.of());
        return new Answer(error.status(), error.contentType(), headers, error.body());
    }

    /** All headers of the answer to a request of this id. */
    public Map<String, String> headers(String requestId) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", contentType);
        all.put("x-amzn-RequestId", requestId);
        return all;
    }
}
