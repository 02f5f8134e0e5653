package dev.tumbler.router.dispatch;

import dev.tumbler.frontdoor.BodyLimit;
import dev.tumbler.frontdoor.Dispatcher;
import dev.tumbler.router.auth.Principals;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.RestResponse;

/** Where every call of every service comes in: at one path, but for Lambda's. */
@Path("/")
@Singleton
public class FrontDoor {
    private static final String REST = "2015-03-31/{rest:.*}";

    private final Dispatcher dispatcher;
    private final Principals principals;

    @Inject
    public FrontDoor(Dispatcher dispatcher, Principals principals) {
        this.dispatcher = dispatcher;
        this.principals = principals;
    }

    @POST
    public Uni<RestResponse<byte[]>> post(@Context HttpServerRequest request) {
        return answer(request, BodyLimit.MOST_BYTES);
    }

    /** A Query call may have its parameters in the address. */
    @GET
    public Uni<RestResponse<byte[]>> get(@Context HttpServerRequest request) {
        return answer(request, BodyLimit.MOST_BYTES);
    }

    @POST
    @Path(REST)
    public Uni<RestResponse<byte[]>> create(@Context HttpServerRequest request) {
        return answer(request, BodyLimit.MOST_BYTES_OF_CODE);
    }

    @PUT
    @Path(REST)
    public Uni<RestResponse<byte[]>> replace(@Context HttpServerRequest request) {
        return answer(request, BodyLimit.MOST_BYTES_OF_CODE);
    }

    @GET
    @Path(REST)
    public Uni<RestResponse<byte[]>> read(@Context HttpServerRequest request) {
        return answer(request, BodyLimit.MOST_BYTES);
    }

    @DELETE
    @Path(REST)
    public Uni<RestResponse<byte[]>> remove(@Context HttpServerRequest request) {
        return answer(request, BodyLimit.MOST_BYTES);
    }

    private Uni<RestResponse<byte[]>> answer(HttpServerRequest request, int mostBytes) {
        String requestId = Outgoing.newRequestId();
        return Incoming.whole(request, mostBytes)
                .chain(whole -> dispatcher.answer(whole, principals, requestId))
                .onFailure()
                .recoverWithItem(failure -> Dispatcher.refused(Incoming.head(request), failure, requestId))
                .map(answer -> Outgoing.rest(answer, requestId));
    }
}
