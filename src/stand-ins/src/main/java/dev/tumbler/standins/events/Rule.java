package dev.tumbler.standins.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule: which events go to which targets.
 *
 * @param state as the caller gave it; every state but {@code DISABLED} lets events through
 */
record Rule(
        RuleId id,
        String pattern,
        String state,
        Optional<String> description,
        Optional<String> roleArn,
        List<RuleTarget> targets) {
    static final String ENABLED = "ENABLED";
    static final String DISABLED = "DISABLED";

    Rule {
        targets = List.copyOf(targets);
    }

    boolean enabled() {
        return !state.equals(DISABLED);
    }

    Rule with(String nextState) {
        return new Rule(id, pattern, nextState, description, roleArn, targets);
    }

    Rule with(List<RuleTarget> nextTargets) {
        return new Rule(id, pattern, state, description, roleArn, nextTargets);
    }

    /** With these targets added, each in the place of one with its id. */
    Rule plus(List<RuleTarget> more) {
        List<RuleTarget> all = new ArrayList<>(targets);
        for (RuleTarget each : more) {
            all.removeIf(target -> target.id().equals(each.id()));
            all.add(each);
        }
        return with(all);
    }

    Rule without(Set<String> targetIds) {
        return with(targets.stream()
                .filter(target -> !targetIds.contains(target.id()))
                .toList());
    }
}
