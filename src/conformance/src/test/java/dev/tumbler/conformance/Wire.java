package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Secrets Manager as it speaks, so that a test says exactly what is in a request and in an answer, and what is not.
 *
 * <p>Texts have places such as {@code ${name}} for what is new in every run. In an answer a moment reads {@code "date"}, and
 * the order of a list does not count, because AWS promises none.
 */
final class Wire {
    private static final int OK = 200;
    private static final int REFUSED = 400;

    /** These two come from in front of the service, where the text of an error has another name. */
    private static final Set<String> IN_FRONT = Set.of("ValidationException", "AccessDeniedException");

    private final SignedCalls calls;
    private final Map<String, String> places = new LinkedHashMap<>();

    Wire(Caller caller) {
        calls = new SignedCalls(caller);
    }

    /** Fills a place from now on. */
    Wire with(String place, String value) {
        places.put(place, value);
        return this;
    }

    String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("${" + place.getKey() + "}", place.getValue());
        }
        return filled;
    }

    private SignedCalls.Reply send(String operation, String request) {
        try {
            return calls.signed(
                    SignedCalls.target("secretsmanager." + operation),
                    filled(request),
                    "secretsmanager",
                    SignedCalls.NOW);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    JsonObject answer(String operation, String request) {
        SignedCalls.Reply reply = send(operation, request);
        assertThat(reply.status()).as(reply.body()).isEqualTo(OK);
        return new JsonObject(reply.body());
    }

    void assertAnswer(String operation, String request, String expected) {
        assertIs(answer(operation, request), expected);
    }

    /** The answer has these members and no other. */
    void assertIs(JsonObject answer, String expected) {
        assertThat(comparable("", answer)).isEqualTo(comparable("", new JsonObject(filled(expected))));
    }

    void assertRefused(String operation, String request, String code, String message) {
        assertThat(refusal(operation, request))
                .as("%s %s", operation, request)
                .isEqualTo(new JsonObject()
                        .put("__type", code)
                        .put(IN_FRONT.contains(code) ? "message" : "Message", filled(message)));
    }

    JsonObject refusal(String operation, String request) {
        SignedCalls.Reply reply = send(operation, request);
        assertThat(reply.status()).as(reply.body()).isEqualTo(REFUSED);
        return new JsonObject(reply.body());
    }

    private static Object comparable(String name, Object value) {
        if (value instanceof JsonObject object) {
            JsonObject result = new JsonObject();
            object.forEach(each -> result.put(each.getKey(), comparable(each.getKey(), each.getValue())));
            return result;
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.stream()
                    .map(each -> comparable("", each))
                    .sorted((one, other) -> Json.encode(one).compareTo(Json.encode(other)))
                    .toList());
        }
        return name.endsWith("Date") && value instanceof Number ? "date" : value;
    }
}
