package dev.tumbler.conformance.infra;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template of CloudFormation or SAM, with its functions in the long form: {@code !Ref Table} is read as
 * {@code {Ref: Table}}, and {@code !GetAtt Table.Arn} as {@code {Fn::GetAtt: [Table, Arn]}}.
 */
record Template(String name, Map<String, Object> content) {
    static final Path FOLDER = Path.of("..", "..", "infra");

    static Template read(String name) {
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name))) {
            return new Template(name, map(new Yaml(new Functions()).load(reader)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("unchecked") // YAML knows no other keys here
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** A section such as {@code Resources}; empty where it is missing. */
    Map<String, Object> section(String section) {
        return map(content.get(section));
    }

    Map<String, Object> resource(String id) {
        return map(section("Resources").get(id));
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Functions extends SafeConstructor {
        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return function(node.getTag().getValue().substring(1), node);
                }
            });
        }

        private Map<String, Object> function(String name, Node node) {
            return switch (name) {
                case "Ref", "Condition" -> Map.of(name, value(node));
                case "GetAtt" -> Map.of("Fn::GetAtt", List.of(((String) value(node)).split("\\.", 2)));
                default -> Map.of("Fn::" + name, value(node));
            };
        }

        private Object value(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
