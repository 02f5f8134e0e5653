package dev.tumbler.frontdoor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The canonical form of a request under Signature Version 4, with the path encoded twice as all but S3 do. */
final class CanonicalRequest {
    private CanonicalRequest() {}

    /**
     * The form.
     *
     * @param bodyHash the SHA-256 of the body, in hexadecimal digits
     */
    static String of(SignedRequest request, List<String> signedHeaders, String bodyHash) {
        return String.join(
                "\n",
                request.method(),
                path(request.path()),
                CanonicalQuery.of(request.query()),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                bodyHash);
    }

    private static String headers(SignedRequest request, List<String> signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            List<String> values = request.headers().getOrDefault(name, List.of());
            String line = values.stream().map(CanonicalRequest::compact).collect(Collectors.joining(","));
            lines.append(name).append(':').append(line).append('\n');
        }
        return lines.toString();
    }

    /** Without white space at the ends, and with one space for any between. */
    private static String compact(String value) {
        StringBuilder compact = new StringBuilder(value.length());
        for (char each : value.strip().toCharArray()) {
            char character = Character.isWhitespace(each) ? ' ' : each;
            boolean again = character == ' ' && compact.charAt(compact.length() - 1) == ' ';
            if (!again) {
                compact.append(character);
            }
        }
        return compact.toString();
    }

    private static String path(String path) {
        return UriEncoding.encoded(normalized(path).getBytes(StandardCharsets.UTF_8), "/");
    }

    /** Without empty segments, {@code .} and {@code ..}. */
    private static String normalized(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String last = "";
        for (String segment : path.split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean open = last.isEmpty() || last.equals(".") || last.equals("..");
        return "/" + String.join("/", segments) + (open && !segments.isEmpty() ? "/" : "");
    }
}
