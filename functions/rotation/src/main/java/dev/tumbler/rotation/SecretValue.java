package dev.tumbler.rotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON of a database secret.
 *
 * <p>The text itself is kept: a new password is written into it in place, so that every other key comes out as it went
 * in, in the same order and down to the spelling of numbers.
 *
 * @param members every key; empty for a value that is not a text, number or boolean
 * @param password where the password's value stands in the text
 */
record SecretValue(String json, Map<String, Optional<String>> members, Optional<Span> password) {
    private static final String PASSWORD = "password";
    private static final Set<String> RDS_MANAGED = Set.of("username", PASSWORD);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A stretch of the text, from the first character to the one after the last. */
    record Span(int start, int end) {}

    static SecretValue parse(String secretId, String json) {
        if (json == null) {
            throw invalid(secretId);
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return read(parser, json).orElseThrow(() -> invalid(secretId));
        } catch (IOException cause) {
            // the cause is left out: a parser quotes what it stumbles over, and that is the secret
            throw invalid(secretId);
        }
    }

    private static Optional<SecretValue> read(JsonParser parser, String json) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Map<String, Optional<String>> members = new HashMap<>();
        Optional<Span> password = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Optional<String> text = text(parser);
            members.put(key, text);
            password = key.equals(PASSWORD) && text.isPresent() ? Optional.of(span(parser)) : password;
            parser.skipChildren();
        }
        return parser.nextToken() == null
                ? Optional.of(new SecretValue(json, Map.copyOf(members), password))
                : Optional.empty();
    }

    private static Optional<String> text(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL
                ? Optional.of(parser.getText())
                : Optional.empty();
    }

    private static Span span(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        int end = parser.currentToken() == JsonToken.VALUE_STRING
                ? (int) parser.currentLocation().getCharOffset()
                : start + parser.getTextLength();
        return new Span(start, end);
    }

    Optional<String> find(String key) {
        return members.getOrDefault(key, Optional.empty());
    }

    String require(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    /** Secrets that RDS makes hold these two keys and no others; everything else is asked of RDS. */
    boolean isRdsManaged() {
        return members.keySet().equals(RDS_MANAGED);
    }

    /** The same text with another password. */
    String withPassword(String next) {
        Span span = password.orElseThrow(() -> missing(PASSWORD));
        char[] quoted = JsonStringEncoder.getInstance().quoteAsString(next);
        return new StringBuilder(json)
                .replace(span.start(), span.end(), "\"" + String.valueOf(quoted) + "\"")
                .toString();
    }

    private static RotationException missing(String key) {
        return new RotationException("%s key is missing from secret JSON".formatted(key));
    }

    /** The words of AWS's ElastiCache function: the database ones fail with their language's own error. */
    private static RotationException invalid(String secretId) {
        return new RotationException("Invalid secret value json for secret %s.".formatted(secretId));
    }

    @Override
    public String toString() {
        return "SecretValue[keys=" + members.keySet() + "]";
    }
}
