package dev.tumbler.router.dispatch;

import dev.tumbler.wire.ErrorAnswer;
import dev.tumbler.wire.RestAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** An answer on its way back. */
@SuppressWarnings("ArrayRecordComponent") // written once, to one response
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
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

    static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    RestResponse<byte[]> rest(String requestId) {
        RestResponse.ResponseBuilder<byte[]> response =
                RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), body);
        headers(requestId).forEach(response::header);
        return response.build();
    }

    /** For where no resource has been found yet. */
    void writeTo(HttpServerResponse response, String requestId) {
        response.setStatusCode(status).headers().setAll(headers(requestId));
        response.end(Buffer.buffer(body));
    }

    private Map<String, String> headers(String requestId) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", contentType);
        all.put("x-amzn-RequestId", requestId);
        return all;
    }
}
