package dev.tumbler.domain.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One statement of a policy: who may or may not do what to which resources, and when. */
public record Statement(
        Effect effect, Principals principals, Selector actions, Selector resources, List<Condition> conditions) {

    public enum Effect {
        ALLOW,
        DENY
    }

    /**
     * One line of a condition block.
     *
     * @param key the condition key as it was written; keys are compared without regard to case
     */
    public record Condition(String operator, String key, List<String> values) {}

    /** Reads a statement that fits the grammar. */
    static Statement read(Map<?, ?> json) {
        boolean others = json.containsKey("NotPrincipal");
        return new Statement(
                "Allow".equals(json.get("Effect")) ? Effect.ALLOW : Effect.DENY,
                Principals.read(json.get(others ? "NotPrincipal" : "Principal"), others),
                selector(json, "Action", "NotAction"),
                selector(json, "Resource", "NotResource"),
                conditions(json.get("Condition")));
    }

    private static Selector selector(Map<?, ?> json, String those, String others) {
        boolean negated = json.containsKey(others);
        return new Selector(texts(json.get(negated ? others : those)), negated);
    }

    private static List<Condition> conditions(Object json) {
        return json instanceof Map<?, ?> block
                ? block.entrySet().stream().flatMap(Statement::lines).toList()
                : List.of();
    }

    private static Stream<Condition> lines(Map.Entry<?, ?> operator) {
        return ((Map<?, ?>) operator.getValue())
                .entrySet().stream()
                        .map(line -> new Condition(
                                (String) operator.getKey(), (String) line.getKey(), texts(line.getValue())));
    }

    static List<String> texts(Object json) {
        return PolicyGrammar.oneOrMore(json).stream().map(String::valueOf).toList();
    }
}
