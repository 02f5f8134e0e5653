package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.Dispatcher;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what is asked for by another method or at another path: it reaches no operation. */
final class Elsewhere {

    @ServerExceptionMapper
    RestResponse<byte[]> unknown(WebApplicationException nothingThere, HttpServerRequest request) {
        String requestId = Outgoing.newRequestId();
        AwsException unknown = new AwsException(ErrorCode.UNKNOWN_OPERATION, "", nothingThere);
        return Outgoing.rest(Dispatcher.refused(Incoming.head(request), unknown, requestId), requestId);
    }
}
