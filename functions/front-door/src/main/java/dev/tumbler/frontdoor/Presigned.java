package dev.tumbler.frontdoor;

import dev.tumbler.wire.QueryCodec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests that are signed in their address, so that a plain link or another service can send them. */
final class Presigned {
    private static final String SIGNATURE = "X-Amz-Signature";

    private Presigned() {}

    /**
     * The request with its signature in headers, where all others have it; one that has it there already stays as it is.
     * {@code X-Amz-Expires} is not looked at: a signature is good for fifteen minutes, wherever it stands.
     */
    static SignedRequest unfolded(SignedRequest request) {
        if (request.header("authorization").isPresent() || !request.query().contains(SIGNATURE + "=")) {
            return request;
        }
        Map<String, String> parameters = QueryCodec.parse(request.query(), new byte[0]);
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("authorization", List.of(authorization(parameters)));
        for (String name : List.of("X-Amz-Date", "X-Amz-Security-Token")) {
            Optional.ofNullable(parameters.get(name))
                    .ifPresent(value -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        }
        return new SignedRequest(request.method(), request.path(), unsigned(request.query()), headers, request.body());
    }

    private static String authorization(Map<String, String> parameters) {
        return parameters.getOrDefault("X-Amz-Algorithm", "")
                + Stream.of("Credential", "SignedHeaders", "Signature")
                        .filter(name -> parameters.containsKey("X-Amz-" + name))
                        .map(name -> " " + name + "=" + parameters.get("X-Amz-" + name))
                        .collect(Collectors.joining(","));
    }

    /** A signature covers the whole query but itself. */
    private static String unsigned(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.startsWith(SIGNATURE + "="))
                .collect(Collectors.joining("&"));
    }
}
