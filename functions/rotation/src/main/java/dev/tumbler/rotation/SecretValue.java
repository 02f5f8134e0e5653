package dev.tumbler.rotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON of a database secret.
 *
 * <p>The text itself is kept: a new password is written into it in place, so that every other key comes out as it went
 * in, in the same order and down to the spelling of numbers.
 *
 * @param keys every key
 * @param texts the values that are a text, a number or a boolean, by key
 */
public record SecretValue(String json, Set<String> keys, Map<String, Text> texts) {
    private static final Set<String> RDS_MANAGED = Set.of("username", "password");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A value, and where it stands in the JSON: from the first character to the one after the last. */
    public record Text(String value, int start, int end) {}

    public static SecretValue parse(String secretId, String json) {
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
        Set<String> keys = new HashSet<>();
        Map<String, Text> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            keys.add(key);
            text(parser).ifPresent(text -> texts.put(key, text));
            parser.skipChildren();
        }
        return parser.nextToken() == null
                ? Optional.of(new SecretValue(json, Set.copyOf(keys), Map.copyOf(texts)))
                : Optional.empty();
    }

    private static Optional<Text> text(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        String value = parser.getText();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        int end = token == JsonToken.VALUE_STRING
                ? (int) parser.currentLocation().getCharOffset()
                : start + value.length();
        return Optional.of(new Text(value, start, end));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(texts.get(key)).map(Text::value);
    }

    public String require(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    /** Secrets that RDS makes hold these two keys and no others; everything else is asked of RDS. */
    boolean isRdsManaged() {
        return keys.equals(RDS_MANAGED);
    }

    /** The same JSON with another text for a key that has one. */
    SecretValue with(String key, String next) {
        Text text = Optional.ofNullable(texts.get(key)).orElseThrow(() -> missing(key));
        String quoted = "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(next)) + "\"";
        int shift = quoted.length() - (text.end() - text.start());
        Map<String, Text> moved = new HashMap<>(texts);
        moved.replaceAll((other, there) -> there.start() > text.start()
                ? new Text(there.value(), there.start() + shift, there.end() + shift)
                : there);
        moved.put(key, new Text(next, text.start(), text.start() + quoted.length()));
        return new SecretValue(
                new StringBuilder(json)
                        .replace(text.start(), text.end(), quoted)
                        .toString(),
                keys,
                moved);
    }

    static RotationException missing(String key) {
        return new RotationException("%s key is missing from secret JSON".formatted(key));
    }

    /** The words of AWS's ElastiCache function: the database ones fail with their language's own error. */
    private static RotationException invalid(String secretId) {
        return new RotationException("Invalid secret value json for secret %s.".formatted(secretId));
    }

    @Override
    public String toString() {
        return "SecretValue[keys=" + keys + "]";
    }
}
