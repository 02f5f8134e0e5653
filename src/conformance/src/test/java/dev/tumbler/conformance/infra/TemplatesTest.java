package dev.tumbler.conformance.infra;

import static dev.tumbler.conformance.infra.Template.list;
import static dev.tumbler.conformance.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each template holds together in itself and with those it nests. */
class TemplatesTest {
    private static final Pattern ACTION = Pattern.compile("\"Action\":\\[?\"([^]]+)\"");

    /** What works without being named by anything else. */
    private static final Set<String> WORKS_ALONE = Set.of(
            "AWS::CloudFormation::Stack",
            "AWS::CloudWatch::Alarm",
            "AWS::Events::Rule",
            "AWS::KMS::Alias",
            "AWS::Lambda::Permission",
            "AWS::Logs::MetricFilter",
            "AWS::Logs::ResourcePolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::Serverless::Function",
            "AWS::Serverless::StateMachine");

    /** What SAM makes beside a resource, by the property that asks for it. */
    private static final Map<String, String> GENERATED = Map.of("FunctionUrlConfig", "Url");

    /** A function of CloudFormation in a template, such as {@code Ref}, and what it is given. */
    private record Call(String function, Object argument) {}

    static Stream<Template> templates() throws IOException {
        try (Stream<Path> files = Files.list(Template.FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(Template::read)
                    .toList()
                    .stream();
        }
    }

    private static Stream<Call> calls(Object value) {
        if (value instanceof Map<?, ?> entries) {
            Stream<Call> here = map(entries).entrySet().stream()
                    .filter(each -> each.getKey().equals("Ref") || each.getKey().startsWith("Fn::"))
                    .map(each -> new Call(each.getKey(), each.getValue()));
            return Stream.concat(here, entries.values().stream().flatMap(TemplatesTest::calls));
        }
        return value instanceof List<?> items ? items.stream().flatMap(TemplatesTest::calls) : Stream.empty();
    }

    /** A parameter or resource that is named, perhaps for an attribute that it has. */
    private record Reference(String id, String attribute) {
        private static final String OUTPUTS = "Outputs.";

        static Reference of(List<?> parts) {
            return new Reference((String) parts.get(0), parts.size() == 1 ? "" : (String) parts.get(1));
        }

        boolean isOutput() {
            return attribute.startsWith(OUTPUTS);
        }

        String output() {
            return attribute.substring(OUTPUTS.length());
        }
    }

    private static Stream<Reference> references(Object value) {
        return calls(value)
                .flatMap(call -> switch (call.function()) {
                    case "Ref", "Fn::GetAtt" -> Stream.of(list(call.argument()));
                    case "Fn::Sub" ->
                        Stack.SUBSTITUTION
                                .matcher((String) call.argument())
                                .results()
                                .map(found -> List.of(found.group(1).split("\\.", 2)));
                    default -> Stream.<List<?>>empty();
                })
                .map(Reference::of)
                .filter(reference -> !reference.id().startsWith("AWS::"));
    }

    private static Set<String> named(Template template) {
        return references(template.content()).map(Reference::id).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatIsNamedIsThere(Template template) {
        Set<String> there = new HashSet<>(template.section("Parameters").keySet());
        template.section("Resources").keySet().forEach(id -> {
            there.add(id);
            GENERATED.forEach((property, suffix) -> {
                if (properties(template, id).containsKey(property)) {
                    there.add(id + suffix);
                }
            });
        });
        assertThat(there).containsAll(named(template));
    }

    private static Map<String, Object> properties(Template template, String id) {
        return map(template.resource(id).get("Properties"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyParameterIsDescribedAndUsed(Template template) {
        Set<String> used = named(template);
        assertThat(template.section("Parameters")).allSatisfy((name, declared) -> {
            assertThat(map(declared).get("Description").toString()).endsWith(".");
            assertThat(used).contains(name);
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyConditionIsThereAndUsed(Template template) {
        List<String> used = new ArrayList<>();
        calls(template.content())
                .filter(call -> call.function().equals("Fn::If"))
                .forEach(call -> used.add((String) list(call.argument()).get(0)));
        Stream.of("Resources", "Outputs", "Conditions")
                .flatMap(section -> template.section(section).values().stream())
                .forEach(each -> conditions(each).forEach(used::add));
        assertThat(new HashSet<>(used)).isEqualTo(template.section("Conditions").keySet());
    }

    /** Named as the condition of a resource, or by another condition. */
    private static Stream<String> conditions(Object value) {
        if (value instanceof Map<?, ?> entries) {
            Stream<String> here = entries.get("Condition") instanceof String name ? Stream.of(name) : Stream.empty();
            return Stream.concat(here, entries.values().stream().flatMap(TemplatesTest::conditions));
        }
        return value instanceof List<?> items ? items.stream().flatMap(TemplatesTest::conditions) : Stream.empty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyResourceIsNamedOrWorksAlone(Template template) {
        Set<String> used = named(template);
        assertThat(template.section("Resources").keySet())
                .filteredOn(id ->
                        !WORKS_ALONE.contains((String) template.resource(id).get("Type")))
                .isSubsetOf(used);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyNestedTemplateIsGivenItsParameters(Template template) {
        template.section("Resources").keySet().stream()
                .filter(id -> "AWS::CloudFormation::Stack"
                        .equals(template.resource(id).get("Type")))
                .forEach(id -> {
                    Template nested =
                            Template.read((String) properties(template, id).get("TemplateURL"));
                    Set<String> given =
                            map(properties(template, id).get("Parameters")).keySet();
                    assertThat(nested.section("Parameters").keySet())
                            .as(nested.name())
                            .containsAll(given);
                    assertThat(given).as(nested.name()).containsAll(withoutDefault(nested));
                });
    }

    private static Set<String> withoutDefault(Template template) {
        return template.section("Parameters").entrySet().stream()
                .filter(each -> !map(each.getValue()).containsKey("Default"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyOutputOfANestedTemplateThatIsAskedForIsThere(Template template) {
        assertThat(references(template.content()).filter(Reference::isOutput)).allSatisfy(reference -> {
            Template nested =
                    Template.read((String) properties(template, reference.id()).get("TemplateURL"));
            assertThat(nested.section("Outputs")).containsKey(reference.output());
        });
    }

    /** One that nobody asks for says in its description what a reader does with it. */
    @ParameterizedTest
    @MethodSource("templates")
    void everyOutputIsAskedForOrDescribed(Template template) throws IOException {
        Set<String> asked = templates()
                .flatMap(each -> references(each.content()))
                .filter(Reference::isOutput)
                .map(Reference::output)
                .collect(Collectors.toSet());
        assertThat(template.section("Outputs")).allSatisfy((name, output) -> assertThat(
                        asked.contains(name) || map(output).containsKey("Description"))
                .as(name)
                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noPolicyHasAWildcardForActions(Template template) {
        assertThat(actions(template.content())).noneMatch(action -> action.contains("*"));
    }

    private static Stream<String> actions(Object value) {
        if (value instanceof Map<?, ?> entries) {
            Stream<?> here = entries.containsKey("Action") ? list(entries.get("Action")).stream() : Stream.empty();
            return Stream.concat(
                    here.map(String.class::cast), entries.values().stream().flatMap(TemplatesTest::actions));
        } else if (value instanceof String text) {
            return ACTION.matcher(text).results().map(found -> found.group(1));
        }
        return value instanceof List<?> items ? items.stream().flatMap(TemplatesTest::actions) : Stream.empty();
    }
}
