package dev.tumbler.conformance.infra;

import static dev.tumbler.conformance.infra.Template.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A function as a template deploys it: its own properties over those of all functions of the template. */
record TemplateFunction(Map<String, Object> properties) {
    static final String HANDLER = "QUARKUS_LAMBDA_HANDLER";

    /** For parameters of the root that have no default, and for somebody who is told of alarms. */
    static final Map<String, Object> PARAMETERS =
            Map.of("AccessKeys", "AKIDEXAMPLE:secret", "TokenKey", "key", "AlarmEmail", "somebody@example.com");

    static List<TemplateFunction> all() {
        return of(Stack.of("template.yaml", PARAMETERS));
    }

    static List<TemplateFunction> of(Stack root) {
        return root.all()
                .flatMap(stack -> stack.resources("AWS::Serverless::Function").stream()
                        .map(id -> new TemplateFunction(merged(stack.globals(), stack.properties(id)))))
                .toList();
    }

    private static Map<String, Object> merged(Map<String, Object> common, Map<String, Object> own) {
        Map<String, Object> merged = new LinkedHashMap<>(common);
        own.forEach((key, value) -> merged.merge(
                key, value, (first, second) -> second instanceof Map ? merged(map(first), map(second)) : second));
        return merged;
    }

    String handler() {
        return variables().get(HANDLER);
    }

    /** The folder under {@code functions} whose zip it runs. */
    String service() {
        return ((String) properties.get("CodeUri")).replaceFirst("^\\.\\./functions/(.+)/target/function\\.zip$", "$1");
    }

    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        map(map(properties.get("Environment")).get("Variables"))
                .forEach((name, value) -> variables.put(name, value.toString()));
        return variables;
    }

    /**
     * What its policies allow, as {@code action resource}.
     *
     * @param root the stack that nests the one with the policies
     */
    Set<String> permissions(Stack root) {
        return Policies.of(root).permissions(properties.getOrDefault("Policies", List.of()));
    }

    @Override
    public String toString() {
        return handler();
    }
}
