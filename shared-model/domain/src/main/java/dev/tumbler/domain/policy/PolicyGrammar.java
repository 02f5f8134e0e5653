package dev.tumbler.domain.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The grammar of a resource policy, on parsed JSON. It is IAM's grammar with a principal in every statement. What may
 * stand once or in a list is written as one or more.
 */
final class PolicyGrammar {
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> EFFECTS = Set.of("Allow", "Deny");
    private static final Set<String> POLICY = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPAL = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+");
    private static final Pattern OPERATOR = Pattern.compile("(ForAllValues:|ForAnyValue:)?"
            + "(Null|((String(Not)?(Equals(IgnoreCase)?|Like))|(Numeric|Date)(Equals|NotEquals|(Less|Greater)Than(Equals)?)"
            + "|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?)");

    private PolicyGrammar() {}

    static boolean isPolicy(Object json) {
        return json instanceof Map<?, ?> policy
                && POLICY.containsAll(policy.keySet())
                && isAbsentOr(policy, "Version", VERSIONS::contains)
                && isAbsentOr(policy, "Id", String.class::isInstance)
                && isOneOrMore(policy.get("Statement"), PolicyGrammar::isStatement)
                && hasDistinctIds(policy.get("Statement"));
    }

    private static boolean isStatement(Object json) {
        return json instanceof Map<?, ?> statement
                && STATEMENT.containsAll(statement.keySet())
                && isAbsentOr(statement, "Sid", String.class::isInstance)
                && isText(statement.get("Effect"), EFFECTS::contains)
                && isEither(statement, "Principal", "NotPrincipal", PolicyGrammar::isPrincipal)
                && isEither(
                        statement, "Action", "NotAction", each -> isOneOrMore(each, action -> isText(action, ACTION)))
                && isEither(
                        statement, "Resource", "NotResource", each -> isOneOrMore(each, name -> isText(name, RESOURCE)))
                && isAbsentOr(statement, "Condition", PolicyGrammar::isCondition);
    }

    private static boolean isPrincipal(Object json) {
        return "*".equals(json)
                || (json instanceof Map<?, ?> principal
                        && !principal.isEmpty()
                        && PRINCIPAL.containsAll(principal.keySet())
                        && principal.values().stream()
                                .allMatch(each -> isOneOrMore(each, name -> isText(name, text -> !text.isEmpty()))));
    }

    private static boolean isCondition(Object json) {
        return json instanceof Map<?, ?> condition
                && condition.keySet().stream().allMatch(operator -> isText(operator, OPERATOR))
                && condition.values().stream().allMatch(PolicyGrammar::isKeys);
    }

    private static boolean isKeys(Object json) {
        return json instanceof Map<?, ?> keys
                && !keys.isEmpty()
                && keys.values().stream().allMatch(each -> isOneOrMore(each, PolicyGrammar::isScalar));
    }

    private static boolean isScalar(Object json) {
        return json instanceof String || json instanceof Number || json instanceof Boolean;
    }

    private static boolean hasDistinctIds(Object statements) {
        List<Object> ids = new ArrayList<>();
        for (Object each : oneOrMore(statements)) {
            if (((Map<?, ?>) each).get("Sid") instanceof String id && !id.isEmpty()) {
                ids.add(id);
            }
        }
        return Set.copyOf(ids).size() == ids.size();
    }

    private static boolean isAbsentOr(Map<?, ?> object, String name, Predicate<Object> rule) {
        return !object.containsKey(name) || (object.get(name) != null && rule.test(object.get(name)));
    }

    private static boolean isEither(Map<?, ?> object, String one, String other, Predicate<Object> rule) {
        boolean exactlyOne = object.containsKey(one) != object.containsKey(other);
        return exactlyOne && rule.test(object.containsKey(one) ? object.get(one) : object.get(other));
    }

    private static boolean isOneOrMore(Object json, Predicate<Object> rule) {
        return !oneOrMore(json).isEmpty() && oneOrMore(json).stream().allMatch(rule);
    }

    private static boolean isText(Object json, Pattern pattern) {
        return isText(json, text -> pattern.matcher(text).matches());
    }

    private static boolean isText(Object json, Predicate<String> rule) {
        return json instanceof String text && rule.test(text);
    }

    /** What may stand alone or in a list, always as a list; nothing at all is an empty one. */
    static List<?> oneOrMore(Object json) {
        if (json instanceof List<?> list) {
            return list;
        }
        return json == null ? List.of() : List.of(json);
    }
}
