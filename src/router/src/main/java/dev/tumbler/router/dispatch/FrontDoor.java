package dev.tumbler.router.dispatch;

import dev.tumbler.frontdoor.Answer;
import dev.tumbler.frontdoor.BodyLimit;
import dev.tumbler.frontdoor.Dispatcher;
import dev.tumbler.frontdoor.SignedRequest;
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
    private final BodyMemory memory;

    @Inject
    public FrontDoor(Dispatcher dispatcher, Principals principals, BodyMemory memory) {
        this.memory = memory;
        this.dispatcher = dispatcher;
        this.principals = principals;
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

    @POST
    @Path(REST)
    public Uni<RestResponse<byte[]>> create(@Context HttpServerRequest request) {
        return answer(request);
    }

    @PUT
    @Path(REST)
    public Uni<RestResponse<byte[]>> replace(@Context HttpServerRequest request) {
        return answer(request);
    }

    @GET
    @Path(REST)
    public Uni<RestResponse<byte[]>> read(@Context HttpServerRequest request) {
        return answer(request);
    }

    @DELETE
    @Path(REST)
    public Uni<RestResponse<byte[]>> remove(@Context HttpServerRequest request) {
        return answer(request);
    }

    private Uni<RestResponse<byte[]>> answer(HttpServerRequest request) {
        String requestId = Outgoing.newRequestId();
        SignedRequest head = Incoming.head(request);
        return Uni.createFrom()
                .item(() -> mostBytes(head))
                .chain(mostBytes -> answer(request, head, mostBytes, requestId))
                .onFailure()
                .recoverWithItem(failure -> Dispatcher.refused(head, failure, requestId))
                .map(answer -> Outgoing.rest(answer, requestId));
    }

    /** Only a caller whose key, scope and time are good may bring more than an ordinary call has. */
    private int mostBytes(SignedRequest head) {
        int mostBytes = BodyLimit.of(head);
        if (mostBytes > BodyLimit.MOST_BYTES && Incoming.mayExceed(head, BodyLimit.MOST_BYTES)) {
            dispatcher.checkHead(head, principals);
        }
        return mostBytes;
    }

    private Uni<Answer> answer(HttpServerRequest request, SignedRequest head, int mostBytes, String requestId) {
        BodyMemory.Share share = memory.share(mostBytes);
        return Incoming.whole(request, head, mostBytes, share)
                .chain(whole -> dispatcher.answer(whole, principals, requestId))
                .onTermination()
                .invoke(share::close);
    }
}
