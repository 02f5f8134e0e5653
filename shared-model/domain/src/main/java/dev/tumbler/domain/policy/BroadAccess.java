package dev.tumbler.domain.policy;

import dev.tumbler.domain.policy.Statement.Condition;
import dev.tumbler.domain.policy.Statement.Effect;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a policy lets anybody in. AWS asks a reasoning engine. Here a statement is broad if it allows everybody, or
 * everybody but some, and no condition holds it to fixed owners. What other statements deny is not set against it.
 *
 * <p>A condition narrows if it names one of these keys, wants a value to be equal or alike, also where the key is absent
 * from a call, and if each value it takes is of one owner: a star must not stand where the owner does.
 */
final class BroadAccess {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN = Pattern.compile("arn:[^:*?$]+:[^:*?$]+:[^:]*:(\\d{12}:.+|:[^:*?$/]+([:/].*)?)");

    /** Condition keys in lower case, and the values that name an owner. */
    private static final Map<String, Pattern> OWNERS = Map.of(
            "aws:sourcearn", ARN,
            "aws:sourceaccount", ACCOUNT,
            "aws:sourcevpc", Pattern.compile("vpc-[^*?$]+"),
            "aws:sourcevpce", Pattern.compile("vpce-[^*?$]+"),
            "aws:principalarn", ARN,
            "aws:principalaccount", ACCOUNT,
            "aws:principalorgid", Pattern.compile("o-[^*?$]+"),
            "aws:principalorgpaths", Pattern.compile("o-[^*?$/]+/.*"),
            "aws:userid", Pattern.compile("[^*?$:]+(:.*)?"));

    private static final Pattern POSITIVE =
            Pattern.compile("(ForAnyValue:)?(String(Equals(IgnoreCase)?|Like)|Arn(Equals|Like))");

    private BroadAccess() {}

    static boolean isIn(PolicyDocument policy) {
        return policy.statements().stream().anyMatch(BroadAccess::isBroad);
    }

    private static boolean isBroad(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && statement.principals().includeAnybody()
                && statement.conditions().stream().noneMatch(BroadAccess::narrows);
    }

    private static boolean narrows(Condition condition) {
        Pattern owner = OWNERS.get(condition.key().toLowerCase(Locale.ROOT));
        return owner != null
                && POSITIVE.matcher(condition.operator()).matches()
                && condition.values().stream()
                        .allMatch(value -> owner.matcher(value).matches());
    }
}
