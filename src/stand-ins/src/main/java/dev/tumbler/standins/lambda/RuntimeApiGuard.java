package dev.tumbler.standins.lambda;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Admits requests of a function's own process and refuses those of strangers: other users of this machine, who do not know
 * the token, and web pages, which a browser marks.
 *
 * @param host where the process finds its Runtime API, with the port
 * @param token the secret first part of every path
 */
record RuntimeApiGuard(String host, String token) {
    /** Browsers send these. Not {@code Sec-Fetch-Mode}: the {@code fetch} of Node.js sends it too. */
    private static final List<String> OF_BROWSERS = List.of("Origin", "Sec-Fetch-Site", "Sec-Fetch-Dest");

    /** The path behind the token; empty where the request is refused. */
    Optional<String> admitted(HttpServerRequest request) {
        String path = Optional.ofNullable(request.path()).orElse("");
        int end = path.indexOf('/', 1);
        return end > 0 && isToken(path.substring(1, end)) && isOfAProgram(request.headers())
                ? Optional.of(path.substring(end))
                : Optional.empty();
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isOfAProgram(MultiMap headers) {
        return headers.getAll("Host").equals(List.of(host))
                && OF_BROWSERS.stream().noneMatch(headers::contains);
    }

    /** The token is a secret. */
    @Override
    public String toString() {
        return "RuntimeApiGuard[" + host + "]";
    }
}
