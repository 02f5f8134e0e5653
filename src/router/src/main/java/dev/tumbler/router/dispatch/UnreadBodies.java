package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.frontdoor.BodyLimit;
import dev.tumbler.frontdoor.Dispatcher;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Closes the connection of a request that is answered before its body was read. What still comes is thrown away for a
 * moment, so that a client that sends all before it listens gets to see the answer.
 */
@Singleton
public class UnreadBodies {
    private static final int BEFORE_THE_GUARD = LoopbackGuard.BEFORE_CORS - 1;
    private static final long LINGER_MILLIS = 3000;
    private static final String OWN_PATH = "/_tumbler/";

    /** More than any moment or token that is sent to an address of the router itself. */
    private static final int MOST_BYTES_OF_OWN = 1 << 14;

    void register(@Observes Router router) {
        router.route().order(BEFORE_THE_GUARD).handler(this::watch);
    }

    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            context.addHeadersEndHandler(answered -> announceEnd(request));
            context.addEndHandler(answered -> end(context));
        }
        if (isTooLarge(request)) {
            refuse(request);
        } else {
            context.next();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || (length != null && !length.equals("0"));
    }

    private static boolean isTooLarge(HttpServerRequest request) {
        return request.path() != null
                && request.path().startsWith(OWN_PATH)
                && Incoming.mayExceed(Incoming.head(request), MOST_BYTES_OF_OWN);
    }

    private static void refuse(HttpServerRequest request) {
        String requestId = Outgoing.newRequestId();
        AwsException refusal = BodyLimit.exceeded(MOST_BYTES_OF_OWN);
        Outgoing.write(Dispatcher.refused(Incoming.head(request), refusal, requestId), request.response(), requestId);
    }

    private static void announceEnd(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static void end(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(thrownAway -> {}).endHandler(all -> request.connection().close());
        request.exceptionHandler(gone -> request.connection().close()).resume();
        context.vertx().setTimer(LINGER_MILLIS, passed -> request.connection().close());
    }
}
