package dev.tumbler.router.dispatch;

import dev.tumbler.frontdoor.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers as they go out over HTTP. */
final class Outgoing {
    private Outgoing() {}

    static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    static RestResponse<byte[]> rest(Answer answer, String requestId) {
        RestResponse.ResponseBuilder<byte[]> response =
                RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(answer.status()), answer.body());
        answer.headers(requestId).forEach(response::header);
        return response.build();
    }

    /** For where no resource has been found yet. */
    static void write(Answer answer, HttpServerResponse response, String requestId) {
        response.setStatusCode(answer.status()).headers().setAll(answer.headers(requestId));
        response.end(Buffer.buffer(answer.body()));
    }
}
