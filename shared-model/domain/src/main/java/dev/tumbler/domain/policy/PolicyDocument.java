package dev.tumbler.domain.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource policy that has been read. */
public record PolicyDocument(List<Statement> statements) {

    /** Reads parsed JSON; empty where it is not a resource policy. */
    public static Optional<PolicyDocument> read(Object json) {
        if (!PolicyGrammar.isPolicy(json)) {
            return Optional.empty();
        }
        return Optional.of(new PolicyDocument(PolicyGrammar.oneOrMore(((Map<?, ?>) json).get("Statement")).stream()
                .map(each -> Statement.read((Map<?, ?>) each))
                .toList()));
    }
}
