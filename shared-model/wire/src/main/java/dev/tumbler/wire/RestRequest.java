package dev.tumbler.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request of a REST service, taken apart.
 *
 * @param labels what stood in the path, by the member's name
 * @param query the parameters behind the path
 * @param header the value of a header, whatever the case of its name
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record RestRequest(
        Map<String, String> labels, Map<String, String> query, Function<String, Optional<String>> header, byte[] body) {

    /**
     * A request.
     *
     * @param query as it was sent, still encoded
     */
    public static RestRequest of(
            Map<String, String> labels, String query, Function<String, Optional<String>> header, byte[] body) {
        return new RestRequest(labels, Form.parse(query.getBytes(StandardCharsets.UTF_8)), header, body);
    }
}
