package dev.tumbler.router.dispatch;

import dev.tumbler.router.auth.SignedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Where every call of every service comes in. */
@Path("/")
public class FrontDoor {
    private static final String REQUEST_ID = "x-amzn-RequestId";
    private static final String ERROR_TYPE = "x-amzn-ErrorType";

    private final Dispatcher dispatcher;

    @Inject
    public FrontDoor(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<RestResponse<byte[]>> call(@Context HttpServerRequest request, byte[] body) {
        String requestId = UUID.randomUUID().toString();
        return dispatcher.answer(signed(request, body), requestId).map(answer -> respond(answer, requestId));
    }

    private static RestResponse<byte[]> respond(Answer answer, String requestId) {
        RestResponse.ResponseBuilder<byte[]> response = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(answer.status()), answer.body())
                .header("Content-Type", answer.contentType())
                .header(REQUEST_ID, requestId);
        answer.errorType().ifPresent(type -> response.header(ERROR_TYPE, type));
        return response.build();
    }

    private static SignedRequest signed(HttpServerRequest request, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(value));
        return new SignedRequest(
                request.method().name(),
                request.path(),
                Optional.ofNullable(request.query()).orElse(""),
                headers,
                Optional.ofNullable(body).orElse(new byte[0]));
    }
}
