package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.Dispatcher;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets in what programs and web pages of this machine send. Everybody knows the keys of the default user, so the page of a
 * foreign site must not reach the router through a person's browser: not under its own origin, and not under a name that
 * it had point at this machine, which is why the host that was called is looked at too.
 */
@Singleton
public class LoopbackGuard {
    static final int BEFORE_CORS = -1000;

    /** No address of this machine is longer. */
    private static final int LONGEST = 300;

    /** What a browser says of a request that its user began, or that a page sends to its own server. */
    private static final Set<String> MEANT = Set.of("none", "same-origin");

    /** Addresses of this machine, as the origin of a web page is written. */
    private final Pattern own;

    /**
     * A guard.
     *
     * @param host where the router listens, which may be a name that only this machine knows
     * @param origins the pages that may read answers, as Quarkus takes them: expressions between slashes
     */
    @Inject
    public LoopbackGuard(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.cors.origins") List<String> origins) {
        String pages = origins.stream()
                .map(each -> each.substring(1, each.length() - 1))
                .collect(Collectors.joining("|"));
        String listening = Pattern.quote(host.contains(":") ? "[" + host + "]" : host);
        own = Pattern.compile(pages + "|https?://" + listening + "(:[0-9]+)?");
    }

    /** A Host that cannot be read has failed before any handler sees the request. */
    void register(@Observes Router router) {
        router.route().order(BEFORE_CORS).handler(this::check).failureHandler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> origins = request.headers().getAll("Origin");
        if (mayPass(request.headers().getAll("Host"), origins)
                && wasMeant(origins, request.headers().getAll("Sec-Fetch-Site"))) {
            context.next();
            return;
        }
        String requestId = Outgoing.newRequestId();
        AwsException refusal = new AwsException(
                ErrorCode.ACCESS_DENIED,
                "This router answers calls to this machine alone, and web pages from it alone.");
        Outgoing.write(Dispatcher.refused(Incoming.head(request), refusal, requestId), request.response(), requestId);
    }

    boolean mayPass(List<String> hosts, List<String> origins) {
        return hosts.size() == 1
                && isOwn("http://" + hosts.get(0))
                && origins.stream().allMatch(this::isOwn);
    }

    /**
     * Whether a page did not make a browser send this without a word of which page it is: images, links, frames and forms
     * that are read by GET have no {@code Origin}. A page of this machine that uses {@code fetch} has one.
     */
    static boolean wasMeant(List<String> origins, List<String> fetchSites) {
        return !origins.isEmpty() || MEANT.containsAll(fetchSites);
    }

    private boolean isOwn(String origin) {
        return origin.length() <= LONGEST && own.matcher(origin).matches();
    }
}
