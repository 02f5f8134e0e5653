package dev.tumbler.standins.kms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One statement of a key policy, as far as it says who may call one operation on its key.
 *
 * @param json has the shape that {@link KeyPolicyDocument} checks
 */
record KeyPolicyStatement(JsonNode json) {
    private static final String NOT = "Not";

    /** Who asks for what, by every name under which a statement may mean it. */
    record Question(Set<String> principals, String action, String keyArn, Map<String, String> context) {}

    boolean allows() {
        return json.path("Effect").asText().equals("Allow");
    }

    /** Whether the statement certainly applies. A condition on what is not in the context is not certain. */
    boolean appliesTo(Question question) {
        return named("Principal", principal -> question.principals().contains(principal))
                && named("Action", action -> glob(action.toLowerCase(Locale.ROOT), lower(question.action())))
                && named("Resource", resource -> glob(resource, question.keyArn()))
                && conditionsHold(question.context());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether the element names it, or its opposite does not. */
    private boolean named(String element, Predicate<String> names) {
        return json.has(element)
                ? texts(json.get(element)).stream().anyMatch(names)
                : texts(json.path(NOT + element)).stream().noneMatch(names);
    }

    /** A text, or the texts of a list or of what {@code AWS} is. Services and federations are not principals here. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        if (value.isArray()) {
            value.forEach(each -> texts.addAll(texts(each)));
        }
        if (value.isObject()) {
            texts.addAll(texts(value.path("AWS")));
        }
        return texts;
    }

    private boolean conditionsHold(Map<String, String> context) {
        return json.path("Condition").properties().stream().allMatch(test -> test.getValue().properties().stream()
                .allMatch(each -> holds(test.getKey(), each.getKey(), each.getValue(), context)));
    }

    private static boolean holds(String operator, String name, JsonNode values, Map<String, String> context) {
        Optional<String> actual = Optional.ofNullable(context.get(lower(name)));
        List<String> wanted = texts(values);
        return actual.isPresent()
                && switch (operator) {
                    case "StringEquals", "ArnEquals" -> wanted.contains(actual.get());
                    case "StringNotEquals", "ArnNotEquals" -> !wanted.contains(actual.get());
                    case "StringLike", "ArnLike" -> wanted.stream().anyMatch(each -> glob(each, actual.get()));
                    case "StringNotLike", "ArnNotLike" -> wanted.stream().noneMatch(each -> glob(each, actual.get()));
                    default -> false;
                };
    }

    /** Whether a text with {@code *} and {@code ?} matches. The time is the product of both lengths at most. */
    static boolean glob(String pattern, String text) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int next = 0;
        while (at < text.length()) {
            if (next < pattern.length()
                    && (pattern.charAt(next) == '?' || pattern.charAt(next) == text.charAt(at))
                    && pattern.charAt(next) != '*') {
                at++;
                next++;
            } else if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(each -> each == '*');
    }
}
