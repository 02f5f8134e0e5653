package dev.tumbler.standins.events;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.wire.events.BusId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

class RulesExactlyOnceTest extends ExactlyOnceContract {
    private static final RuleId ID = new RuleId(new BusId("123456789012", "us-east-1"), "counted");

    private final EmbeddedTable table = EmbeddedTable.inMemory();

    @AfterEach
    void close() {
        table.close();
    }

    @Override
    protected Table table() {
        return table;
    }

    @Override
    protected Counter counter(Table over) {
        return new CountingRule(new Rules(over, new SecureRandom()));
    }

    /** Counts in the state. */
    private record CountingRule(Rules rules) implements Counter {
        @Override
        public CompletionStage<?> create() {
            return rules.put(
                    new Rule(ID, "{\"source\":[\"shop\"]}", "0", Optional.empty(), Optional.empty(), List.of()));
        }

        @Override
        public CompletionStage<Integer> count() {
            return rules.change(ID, rule -> rule.with(Integer.toString(count(rule) + 1)))
                    .thenApply(CountingRule::count);
        }

        private static int count(Rule rule) {
            return Integer.parseInt(rule.state());
        }

        @Override
        public CompletionStage<Optional<Integer>> counted() {
            return rules.all(ID.bus()).thenApply(all -> all.stream().findFirst().map(CountingRule::count));
        }

        @Override
        public CompletionStage<?> erase() {
            return rules.delete(ID);
        }
    }
}
