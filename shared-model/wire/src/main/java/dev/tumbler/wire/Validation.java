package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Holds a request against the rules of its operation and gathers all that is wrong, in AWS's words. */
final class Validation {
    private final List<String> errors = new ArrayList<>();

    private Validation() {}

    /** Throws AWS's {@code ValidationException} if any rule is broken. */
    static void check(List<MemberRule> rules, SdkPojo request) {
        Validation validation = new Validation();
        for (MemberRule rule : rules) {
            validation.structure(rule, 0, request, "");
        }
        validation.conclude();
    }

    private void conclude() {
        if (!errors.isEmpty()) {
            String heading = errors.size() == 1 ? "1 validation error" : errors.size() + " validation errors";
            throw new AwsException(ErrorCode.VALIDATION, heading + " detected: " + String.join("; ", errors));
        }
    }

    /** Follows the rule's path from this structure on, as far as there is something. */
    private void structure(MemberRule rule, int depth, SdkPojo pojo, String before) {
        String name = rule.path().get(depth);
        SdkField<?> field = Members.field(pojo, name);
        value(rule, depth + 1, Members.value(pojo, field), before + lowerCamel(name));
    }

    private void value(MemberRule rule, int depth, Object value, String place) {
        if (depth == rule.path().size()) {
            single(rule, value, place);
        } else if (value instanceof SdkPojo pojo) {
            structure(rule, depth, pojo, place + ".");
        } else if (value instanceof List<?> list && depth == rule.path().size() - 1) {
            elements(rule, list, place);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(rule, depth + 1, list.get(i), elementPlace(place, i));
            }
        }
    }

    private void single(MemberRule rule, Object value, String place) {
        if (value == null) {
            if (rule.isRequired()) {
                errors.add("Value null at '" + place + "' failed to satisfy constraint: Member must not be null");
            }
            return;
        }
        for (Constraint constraint : rule.constraints()) {
            if (!constraint.holds().test(value)) {
                add(rule, value, place, constraint.words());
            }
        }
    }

    /**
     * AWS refuses a list of plain values as a whole and names every rule for its elements. This is its general form; it was
     * not recorded from Secrets Manager.
     */
    private void elements(MemberRule rule, List<?> list, String place) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == null) {
                single(rule, null, elementPlace(place, i));
            }
        }
        boolean allHold = list.stream().filter(Objects::nonNull).allMatch(each -> rule.constraints().stream()
                .allMatch(constraint -> constraint.holds().test(each)));
        if (!allHold) {
            List<String> words =
                    rule.constraints().stream().map(Constraint::words).toList();
            add(rule, list, place, "Member must satisfy constraint: " + words);
        }
    }

    private void add(MemberRule rule, Object value, String place, String words) {
        boolean hidden = rule.isSensitive() || containsStructures(value);
        String shown = hidden ? "Value at '" : "Value '" + value + "' at '";
        errors.add(shown + place + "' failed to satisfy constraint: " + words);
    }

    private static boolean containsStructures(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(SdkPojo.class::isInstance);
    }

    private static String elementPlace(String place, int index) {
        return place + "." + (index + 1) + "." + MemberRule.ELEMENT;
    }

    private static String lowerCamel(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
