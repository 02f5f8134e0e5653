package dev.tumbler.router.dispatch;

import dev.tumbler.frontdoor.Dispatcher;
import dev.tumbler.router.auth.Principals;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what is asked for by another method or at another path: it reaches no operation. */
@Singleton
class Elsewhere {
    private final Principals principals;

    @Inject
    Elsewhere(Principals principals) {
        this.principals = principals;
    }

    @ServerExceptionMapper
    RestResponse<byte[]> unknown(WebApplicationException nothingThere, HttpServerRequest request) {
        String requestId = Outgoing.newRequestId();
        return Outgoing.rest(Dispatcher.nowhere(Incoming.head(request), principals, requestId), requestId);
    }
}
