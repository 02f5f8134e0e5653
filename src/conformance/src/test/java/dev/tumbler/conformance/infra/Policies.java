package dev.tumbler.conformance.infra;

import static dev.tumbler.conformance.infra.Template.list;
import static dev.tumbler.conformance.infra.Template.map;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The managed policies of a stack and all that it nests, by how functions name them. */
record Policies(Map<Object, Map<String, Object>> documents) {

    static Policies of(Stack root) {
        return new Policies(root.all()
                .flatMap(stack -> stack.resources("AWS::IAM::ManagedPolicy").stream()
                        .map(id -> Map.entry(
                                (Object) stack.seenFromOutside(id),
                                map(stack.properties(id).get("PolicyDocument")))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What policies allow, each named or written out, as {@code action resource}. */
    Set<String> permissions(Object policies) {
        return list(policies).stream()
                .map(policy -> policy instanceof Map ? map(policy) : documents.get(policy))
                .flatMap(document -> list(document.get("Statement")).stream())
                .map(Template::map)
                .flatMap(statement -> list(statement.get("Action")).stream()
                        .flatMap(action ->
                                list(statement.get("Resource")).stream().map(resource -> action + " " + resource)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
