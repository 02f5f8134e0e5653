package dev.tumbler.standins.events;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.store.Index;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Updates;
import dev.tumbler.wire.events.BusId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The rules of every bus, as they rest in the table. */
final class Rules {
    /** AWS's quotas. */
    private static final int MOST_RULES = 300;

    private static final int MOST_TARGETS = 5;

    private final Table table;
    private final Updates updates;
    private final ItemForm<Rule> form = new RuleForm();

    Rules(Table table, RandomGenerator random) {
        this.table = table;
        this.updates = new Updates(table, random);
    }

    /** PutRule: the rule gets everything anew but its targets. */
    CompletionStage<Rule> put(Rule wanted) {
        return all(wanted.id().bus())
                .thenAccept(there -> checkRoom(there, wanted))
                .thenCompose(room -> update(wanted.id(), stored -> {
                    Rule next = stored.map(rule -> wanted.with(rule.targets())).orElse(wanted);
                    return Decision.write(next, next);
                }));
    }

    private static void checkRoom(List<Rule> there, Rule wanted) {
        boolean fresh = there.stream().noneMatch(rule -> rule.id().equals(wanted.id()));
        if (fresh && there.size() >= MOST_RULES) {
            throw EventsErrors.limitExceeded();
        }
    }

    CompletionStage<Rule> find(RuleId id) {
        return table.get(RuleForm.key(id))
                .thenApply(found -> found.map(form::read).orElseThrow(() -> EventsErrors.ruleNotFound(id.name())));
    }

    /** By name. */
    CompletionStage<List<Rule>> all(BusId bus) {
        return table.query(Query.of(Index.LISTING, RuleForm.listing(bus), MOST_RULES))
                .thenApply(items -> items.stream().map(form::read).toList());
    }

    /** EnableRule and DisableRule. */
    CompletionStage<Rule> turn(RuleId id, String state) {
        return change(id, rule -> rule.with(state));
    }

    CompletionStage<Rule> putTargets(RuleId id, List<RuleTarget> targets) {
        return change(id, rule -> {
            Rule next = rule.plus(targets);
            if (next.targets().size() > MOST_TARGETS) {
                throw EventsErrors.limitExceeded();
            }
            return next;
        });
    }

    CompletionStage<Rule> removeTargets(RuleId id, List<String> targetIds) {
        return change(id, rule -> rule.without(new HashSet<>(targetIds)));
    }

    /** DeleteRule: without an error where there is none. */
    CompletionStage<Boolean> delete(RuleId id) {
        return update(id, stored -> {
            if (stored.filter(rule -> !rule.targets().isEmpty()).isPresent()) {
                throw EventsErrors.validation("Rule can't be deleted since it has targets.");
            }
            return stored.isPresent() ? Decision.erase(true) : Decision.keep(false);
        });
    }

    CompletionStage<Rule> change(RuleId id, Function<Rule, Rule> change) {
        return update(id, stored -> {
            Rule next = change.apply(stored.orElseThrow(() -> EventsErrors.ruleNotFound(id.name())));
            return Decision.write(next, next);
        });
    }

    private <R> CompletionStage<R> update(RuleId id, Function<Optional<Rule>, Decision<Rule, R>> decide) {
        return updates.update(RuleForm.key(id), form, decide);
    }
}
