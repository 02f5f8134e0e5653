package dev.tumbler.frontdoor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The event that a Function URL, or an HTTP API of API Gateway, makes of a request: its payload format 2.0. An event that
 * does not fit is no fault of a caller but of how the function is wired, so it fails the invocation. No failure shows
 * anything of an event: a body may hold a secret value.
 */
final class FunctionUrlEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FORMAT = "2.0";

    /** What is neither an object nor an array, by its place. */
    private final Map<JsonPointer, String> members;

    private FunctionUrlEvent(Map<JsonPointer, String> members) {
        this.members = members;
    }

    static FunctionUrlEvent read(InputStream input) throws IOException {
        Map<JsonPointer, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unfit("is not a JSON object");
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    members.put(parser.getParsingContext().pathAsPointer(), parser.getText());
                }
            }
        } catch (JsonProcessingException notJson) {
            // the cause is left out: a parser quotes what it stumbles over
            throw unfit("is not a JSON object");
        }
        return new FunctionUrlEvent(members);
    }

    /** The request as its client signed it, before it was put into an event. */
    SignedRequest request() {
        if (!required("/version").equals(FORMAT)) {
            throw unfit("is not of payload format " + FORMAT);
        }
        return new SignedRequest(
                required("/requestContext/http/method"),
                required("/rawPath"),
                member("/rawQueryString").orElse(""),
                headers(),
                body());
    }

    /** A header that was sent several times has its values joined by commas, just as they are signed. */
    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>();
        named("headers")
                .forEach((name, value) ->
                        headers.put(name.getMatchingProperty().toLowerCase(Locale.ROOT), List.of(value)));
        member("/requestContext/domainName").ifPresent(host -> headers.putIfAbsent("host", List.of(host)));
        String cookies = String.join("; ", named("cookies").values());
        if (!cookies.isEmpty()) {
            headers.putIfAbsent("cookie", List.of(cookies));
        }
        return headers;
    }

    /** The members of one member of the event, in their order. */
    private Map<JsonPointer, String> named(String name) {
        return members.entrySet().stream()
                .filter(each -> each.getKey().matchesProperty(name))
                .collect(Collectors.toMap(
                        each -> each.getKey().tail(), Map.Entry::getValue, (first, last) -> last, LinkedHashMap::new));
    }

    private byte[] body() {
        String body = member("/body").orElse("");
        if (member("/isBase64Encoded").filter("true"::equals).isEmpty()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException noBase64) {
            // the cause is left out: it quotes the body
            throw unfit("has a body that is not Base64");
        }
    }

    private String required(String place) {
        return member(place)
                .orElseThrow(() -> unfit("has no " + place.substring(1).replace('/', '.')));
    }

    private Optional<String> member(String place) {
        return Optional.ofNullable(members.get(JsonPointer.compile(place)));
    }

    private static IllegalArgumentException unfit(String why) {
        return new IllegalArgumentException("The event " + why
                + "; this function answers a Function URL, or an HTTP API of API Gateway with payload format "
                + FORMAT);
    }
}
