package dev.tumbler.frontdoor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The canonical form of a request under Signature Version 4, with the path encoded twice as all but S3 do. */
final class CanonicalRequest {
    private static final String UNRESERVED = "-_.~/";

    private CanonicalRequest() {}

    static String of(SignedRequest request, List<String> signedHeaders) {
        return String.join(
                "\n",
                request.method(),
                encoded(request.path()),
                query(request.query()),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                Hmac.sha256Hex(request.body()));
    }

    private static String headers(SignedRequest request, List<String> signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            List<String> values = request.headers().getOrDefault(name, List.of());
            String line = values.stream()
                    .map(value -> value.strip().replaceAll(" +", " "))
                    .collect(Collectors.joining(","));
            lines.append(name).append(':').append(line).append('\n');
        }
        return lines.toString();
    }

    /** Parameters by name, then value, each with an equals sign. */
    private static String query(String query) {
        if (query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.split("&", -1))
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            if (isUnreserved(character)) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
    }
}
