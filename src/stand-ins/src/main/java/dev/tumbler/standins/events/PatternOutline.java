package dev.tumbler.standins.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingJsonFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pattern's JSON says about the work of compiling it, read in one pass that multiplies nothing out.
 *
 * <p>It reads as Event Ruler does, token by token: a name that is given twice counts twice. What Ruler refuses is counted
 * leniently and left to Ruler, because Ruler may multiply out what stands before it.
 *
 * @param size the size of the whole pattern
 * @param wildcards the wildcard texts of each field, over all alternatives
 */
record PatternOutline(PatternSize size, Map<String, Set<String>> wildcards) {
    /** Deeper than any real event, and far from the end of a stack. */
    // unsourced: AWS documents no depth
    static final int MOST_DEPTH = 100;

    private static final String OR = "$or";
    private static final String WILDCARD = "wildcard";
    private static final int WEIGHT_OF_ANY = 20;
    private static final int WEIGHT_OF_RANGE = 200;
    private static final List<String> RANGES = List.of("numeric", "cidr");
    private static final MappingJsonFactory JSON = factory();

    private static MappingJsonFactory factory() {
        MappingJsonFactory factory = new MappingJsonFactory();
        factory.setStreamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build());
        return factory;
    }

    /** Fails for what is no JSON or nested too deeply. */
    static PatternOutline of(String pattern) throws IOException {
        try (JsonParser parser = JSON.createParser(pattern)) {
            Map<String, Set<String>> wildcards = new LinkedHashMap<>();
            JsonToken first = parser.nextToken();
            PatternSize size = first == JsonToken.START_OBJECT ? object(parser, "", wildcards) : PatternSize.EMPTY;
            return new PatternOutline(size, wildcards);
        }
    }

    private static PatternSize object(JsonParser parser, String path, Map<String, Set<String>> wildcards)
            throws IOException {
        PatternSize size = PatternSize.EMPTY;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            size = size.and(
                    name.equals(OR)
                            ? alternatives(parser, path, wildcards)
                            : member(parser, path + "." + name, wildcards));
        }
        return size;
    }

    private static PatternSize member(JsonParser parser, String path, Map<String, Set<String>> wildcards)
            throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(parser, path, wildcards);
        }
        JsonNode values = parser.readValueAsTree();
        collect(values, wildcards.computeIfAbsent(path, any -> new LinkedHashSet<>()));
        return PatternSize.ofValues(weight(values));
    }

    private static PatternSize alternatives(JsonParser parser, String path, Map<String, Set<String>> wildcards)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return member(parser, path, wildcards);
        }
        PatternSize size = PatternSize.NONE;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            size = size.or(member(parser, path, wildcards));
        }
        return size.equals(PatternSize.NONE) ? PatternSize.EMPTY : size;
    }

    /** A text costs its length; a number, an operator or a list costs more, and a range most: Ruler spells it out. */
    private static long weight(JsonNode value) {
        long weight = value.isTextual() ? 1 + value.textValue().length() : WEIGHT_OF_ANY;
        weight += RANGES.stream().anyMatch(value::has) ? WEIGHT_OF_RANGE : 0;
        for (JsonNode each : value) {
            weight += weight(each);
        }
        return weight;
    }

    /** The texts of {@code wildcard} on any level below, which is also where {@code anything-but} has them. */
    private static void collect(JsonNode value, Set<String> found) {
        value.findValues(WILDCARD).forEach(each -> {
            if (each.isTextual()) {
                found.add(each.textValue());
            }
            each.forEach(text -> found.add(text.asText()));
        });
    }
}
