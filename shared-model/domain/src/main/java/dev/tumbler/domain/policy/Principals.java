package dev.tumbler.domain.policy;

import dev.tumbler.domain.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a statement is about.
 *
 * @param negated whether the statement is about everybody but these
 */
public record Principals(List<Principal> all, boolean negated) {
    private static final Pattern SESSION = Pattern.compile("arn:aws[a-z-]*:sts::(\\d{12}):assumed-role/([^/]+)/.+");

    /** What kind of name a principal has, as policies spell it. */
    public enum Kind {
        AWS("AWS"),
        SERVICE("Service"),
        FEDERATED("Federated"),
        CANONICAL_USER("CanonicalUser");

        private final String element;

        Kind(String element) {
            this.element = element;
        }
    }

    public record Principal(Kind kind, String name) {
        boolean isAnybody() {
            return kind == Kind.AWS && name.equals("*");
        }
    }

    /** Reads a principal element that fits the grammar. A star by itself is the same as every AWS principal. */
    static Principals read(Object json, boolean negated) {
        Map<?, ?> kinds = json instanceof Map<?, ?> map ? map : Map.of(Kind.AWS.element, "*");
        List<Principal> all = Stream.of(Kind.values())
                .flatMap(kind ->
                        Statement.texts(kinds.get(kind.element)).stream().map(name -> new Principal(kind, name)))
                .toList();
        return new Principals(all, negated);
    }

    boolean includeAnybody() {
        return negated || all.stream().anyMatch(Principal::isAnybody);
    }

    /**
     * Whether the statement is about this caller. A caller is several principals at once: the account, the user or session,
     * and a session's role. To be one of them is enough to be named, but whoever is to be left out by NotPrincipal must be
     * named in all of them, as IAM documents it.
     */
    boolean include(Caller caller) {
        Stream<Predicate<String>> identities = identities(caller);
        return negated ? !identities.allMatch(this::name) : identities.anyMatch(this::name);
    }

    private boolean name(Predicate<String> identity) {
        return all.stream()
                .filter(each -> each.kind() == Kind.AWS)
                .anyMatch(each -> each.isAnybody() || identity.test(each.name()));
    }

    private static Stream<Predicate<String>> identities(Caller caller) {
        Pattern account = Pattern.compile("(arn:aws[a-z-]*:iam::)?" + caller.account() + "(:root)?");
        Stream<Predicate<String>> one = Stream.of(account.asMatchPredicate(), caller.arn()::equals);
        Matcher session = SESSION.matcher(caller.arn());
        return session.matches() ? Stream.concat(one, Stream.of(role(session))) : one;
    }

    private static Predicate<String> role(Matcher session) {
        return Pattern.compile(
                        "arn:aws[a-z-]*:iam::" + session.group(1) + ":role/(.+/)?" + Pattern.quote(session.group(2)))
                .asMatchPredicate();
    }
}
