package dev.tumbler.conformance.infra;

import static dev.tumbler.conformance.infra.Template.list;
import static dev.tumbler.conformance.infra.Template.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A template with values for its parameters, and the stacks that it nests. What only AWS can tell is a name in braces:
 * {@code ${Storage.Table.Arn}} for an attribute of a resource of a nested stack, {@code ${AWS::Region}} for the region.
 */
final class Stack {
    static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^!}][^}]*)}");

    /** What stands where a template says that nothing does. */
    private static final Object NO_VALUE = new Object();

    private final Template template;
    private final String path;
    private final Map<String, Object> parameters;
    private final Map<String, Stack> nested = new LinkedHashMap<>();

    private Stack(Template template, String path, Map<String, Object> given) {
        this.template = template;
        this.path = path;
        this.parameters = new LinkedHashMap<>();
        template.section("Parameters")
                .forEach((name, declared) -> parameters.put(
                        name,
                        Optional.ofNullable(given.get(name))
                                .orElse(map(declared).get("Default"))));
        template.section("Resources").keySet().stream()
                .filter(id -> type(id).equals("AWS::CloudFormation::Stack"))
                .forEach(this::nest);
    }

    static Stack of(String template, Map<String, Object> parameters) {
        return new Stack(Template.read(template), "", parameters);
    }

    /** Templates name those before them, so the order of the file will do. */
    private void nest(String id) {
        Map<String, Object> properties = properties(id);
        nested.put(
                id,
                new Stack(
                        Template.read((String) properties.get("TemplateURL")),
                        path + id + ".",
                        map(properties.get("Parameters"))));
    }

    /** This stack and all that it nests. */
    Stream<Stack> all() {
        return Stream.concat(Stream.of(this), nested.values().stream().flatMap(Stack::all));
    }

    /** The resources that are there with these parameters. */
    List<String> resources(String type) {
        return template.section("Resources").keySet().stream()
                .filter(id -> type(id).equals(type))
                .filter(id -> !(template.resource(id).get("Condition") instanceof String name) || condition(name))
                .toList();
    }

    private String type(String id) {
        return (String) template.resource(id).get("Type");
    }

    Map<String, Object> properties(String id) {
        return map(evaluate(Objects.requireNonNullElse(template.resource(id).get("Properties"), Map.of())));
    }

    Map<String, Object> globals() {
        return map(evaluate(map(template.section("Globals").get("Function"))));
    }

    /** How other stacks see a resource of this one. */
    String seenFromOutside(String id) {
        return "${" + path + id + "}";
    }

    Object evaluate(Object value) {
        if (value instanceof Map<?, ?> entries) {
            return entries.size() == 1 ? function(map(value)) : evaluateAll(map(value));
        } else if (value instanceof List<?> items) {
            List<Object> evaluated =
                    new ArrayList<>(items.stream().map(this::evaluate).toList());
            evaluated.removeIf(each -> each == NO_VALUE);
            return evaluated;
        }
        return value;
    }

    private Map<String, Object> evaluateAll(Map<String, Object> entries) {
        Map<String, Object> evaluated = new LinkedHashMap<>();
        entries.forEach((key, value) -> evaluated.put(key, evaluate(value)));
        evaluated.values().removeIf(each -> each == NO_VALUE);
        return evaluated;
    }

    private Object function(Map<String, Object> call) {
        String name = call.keySet().iterator().next();
        Object argument = call.get(name);
        return switch (name) {
            case "Ref" -> reference((String) argument);
            case "Fn::GetAtt" ->
                attribute(
                        (String) list(argument).get(0), (String) list(argument).get(1));
            case "Fn::Sub" -> substitute((String) argument);
            case "Fn::If" ->
                evaluate(list(argument).get(condition((String) list(argument).get(0)) ? 1 : 2));
            case "Fn::Join" ->
                list(evaluate(list(argument).get(1))).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining((String) list(argument).get(0)));
            case "Condition" -> condition((String) argument);
            case "Fn::Equals" ->
                text(list(argument).get(0)).equals(text(list(argument).get(1)));
            case "Fn::Not" -> !(boolean) evaluate(list(argument).get(0));
            case "Fn::And" -> list(argument).stream().allMatch(each -> (boolean) evaluate(each));
            default -> evaluateAll(call);
        };
    }

    private String text(Object value) {
        return String.valueOf(evaluate(value));
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        return parameters.containsKey(name) ? parameters.get(name) : "${" + (isPseudo(name) ? "" : path) + name + "}";
    }

    private static boolean isPseudo(String name) {
        return name.startsWith("AWS::");
    }

    private Object attribute(String id, String attribute) {
        Stack stack = nested.get(id);
        return stack == null
                ? "${" + path + id + "." + attribute + "}"
                : stack.output(attribute.substring("Outputs.".length()));
    }

    private Object output(String name) {
        return evaluate(map(template.section("Outputs").get(name)).get("Value"));
    }

    private String substitute(String text) {
        return SUBSTITUTION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement(found)));
    }

    /** A parameter that whoever deploys has to give stands for itself. */
    private String replacement(MatchResult found) {
        String[] parts = found.group(1).split("\\.", 2);
        Object value = parts.length == 1 ? reference(parts[0]) : attribute(parts[0], parts[1]);
        return value == null ? found.group() : value.toString();
    }

    private boolean condition(String name) {
        return (boolean) evaluate(template.section("Conditions").get(name));
    }

    @Override
    public String toString() {
        return path + template;
    }
}
