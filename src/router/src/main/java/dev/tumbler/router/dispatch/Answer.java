package dev.tumbler.router.dispatch;

import dev.tumbler.wire.ErrorAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

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
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("x-amzn-RequestId", requestId);
        errorType.ifPresent(type -> headers.put("x-amzn-ErrorType", type));
        return headers;
    }
}
