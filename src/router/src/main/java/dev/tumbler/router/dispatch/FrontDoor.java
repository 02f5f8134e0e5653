package dev.tumbler.router.dispatch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.RestResponse;

/** Where every call of every service comes in. */
@Path("/")
@Singleton
public class FrontDoor {
    private final Dispatcher dispatcher;

    @Inject
    public FrontDoor(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @POST
    public Uni<RestResponse<byte[]>> post(@Context HttpServerRequest request) {
        return answer(request);
    }

    /** A Query call may have its parameters in the address. */
    @GET
    public Uni<RestResponse<byte[]>> get(@Context HttpServerRequest request) {
        return answer(request);
    }

    private Uni<RestResponse<byte[]>> answer(HttpServerRequest request) {
        String requestId = Answer.newRequestId();
        return Incoming.whole(request)
                .chain(whole -> dispatcher.answer(whole, requestId))
                .onFailure()
                .recoverWithItem(failure -> Dispatcher.refused(Incoming.head(request), failure, requestId))
                .map(answer -> answer.rest(requestId));
    }
}
