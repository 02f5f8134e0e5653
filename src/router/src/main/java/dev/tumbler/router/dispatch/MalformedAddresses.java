package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.Dispatcher;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Answers a request whose address cannot be read. Everything behind would give it an empty answer, and so would Quarkus
 * in front if it were not told to let it pass.
 */
@Singleton
public class MalformedAddresses {
    private static final int BEHIND_THE_GUARD = LoopbackGuard.BEFORE_CORS + 1;

    void register(@Observes Router router) {
        router.route().order(BEHIND_THE_GUARD).handler(this::check).failureHandler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (isReadable(request.uri())) {
            context.next();
            return;
        }
        String requestId = Outgoing.newRequestId();
        Outgoing.write(
                Dispatcher.refused(Incoming.head(request), unreadable(), requestId), request.response(), requestId);
    }

    private static boolean isReadable(String address) {
        try {
            String path = new URI(address).getRawPath();
            return path != null && path.startsWith("/");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** The code stands on AWS's page of errors common to all services; the words are ours. */
    private static AwsException unreadable() {
        return new AwsException(ErrorCode.MALFORMED_HTTP_REQUEST, "The address of the request cannot be read.");
    }
}
