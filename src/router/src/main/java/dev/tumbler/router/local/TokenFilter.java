package dev.tumbler.router.local;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Refuses local calls without the router's token. Everybody on this machine knows the keys of the default user, and a web
 * page may send requests to it; the token is known only to who may read the data folder.
 */
@Provider
@TokenRequired
public class TokenFilter implements ContainerRequestFilter {
    private static final String NOT_FOR_PAGES = "A web page cannot make this call.";
    private static final String TOKEN_WANTED =
            "This call wants the router's token. './tumbler' finds it by itself where the"
                    + " same user started the router on this machine. Elsewhere name the router's data folder with --data, or set"
                    + " TUMBLER_TOKEN to what the file " + LocalToken.NAME + " in that folder holds.";

    /** Looked up when the first call comes: filters are made while the program is built up, before it is configured. */
    private final Instance<LocalToken> token;

    @Inject
    TokenFilter(Instance<LocalToken> token) {
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (isOfPage(request)) {
            refuse(request, NOT_FOR_PAGES);
        } else if (!token.get().isCarriedBy(request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of()))) {
            refuse(request, TOKEN_WANTED);
        }
    }

    /** Browsers add these two headers by themselves, and no script can take them away. */
    private static boolean isOfPage(ContainerRequestContext request) {
        return request.getHeaderString("Origin") != null || request.getHeaderString("Sec-Fetch-Site") != null;
    }

    private static void refuse(ContainerRequestContext request, String why) {
        request.abortWith(Response.status(Response.Status.FORBIDDEN)
                .header(HttpHeaders.WWW_AUTHENTICATE, LocalToken.CHALLENGE)
                .type(MediaType.TEXT_PLAIN)
                .entity(why)
                .build());
    }
}
