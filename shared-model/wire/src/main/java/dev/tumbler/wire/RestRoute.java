package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an operation of a REST service is reached. The SDK's model classes say which members stand in the path, but not
 * where.
 *
 * @param segments the parts of the path; one in braces is a member's value
 * @param status what a success answers, unless the response has a status of its own
 */
public record RestRoute(String method, List<String> segments, String operation, int status) {

    /** An operation that a request has reached, with the members that its path held, by name. */
    public record Match(RestRoute route, Map<String, String> labels) {}

    static RestRoute of(String method, String path, String operation, int status) {
        return new RestRoute(method, segments(path), operation, status);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/"));
    }

    /** The route among these that a request takes, if any. */
    static Optional<Match> find(List<RestRoute> routes, String method, String path) {
        List<String> parts = segments(path);
        return routes.stream()
                .filter(route -> route.method.equals(method) && route.leadsTo(parts))
                .findFirst()
                .map(route -> new Match(route, route.labels(parts)));
    }

    private boolean leadsTo(List<String> parts) {
        boolean fits = parts.size() == segments.size();
        for (int i = 0; fits && i < parts.size(); i++) {
            fits = isLabel(segments.get(i))
                    ? !parts.get(i).isEmpty()
                    : segments.get(i).equals(parts.get(i));
        }
        return fits;
    }

    private Map<String, String> labels(List<String> parts) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String segment = segments.get(i);
            if (isLabel(segment)) {
                labels.put(segment.substring(1, segment.length() - 1), decoded(parts.get(i)));
            }
        }
        return labels;
    }

    private static boolean isLabel(String segment) {
        return segment.startsWith("{");
    }

    private static String decoded(String part) {
        try {
            // in a path a plus is a plus
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new AwsException(ErrorCode.SERIALIZATION, "The request's path is not valid.", malformed);
        }
    }
}
