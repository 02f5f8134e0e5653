package dev.tumbler.standins.lambda;

import dev.tumbler.standins.RootKey;
import dev.tumbler.store.Table;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.embedded.EmbeddedTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

class FunctionsExactlyOnceTest extends ExactlyOnceContract {
    private static final FunctionId ID = new FunctionId("123456789012", "us-east-1", "counted");

    private final EmbeddedTable table = EmbeddedTable.inMemory();
    private final SecureRandom random = new SecureRandom();
    private final FunctionForm form = new FunctionForm(new SealedEnvironment(RootKey.inMemory(random)));

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
        return new CountingFunction(new Functions(over, random, form, InstantSource.fixed(Instant.EPOCH)));
    }

    private static FunctionSettings settings(int count) {
        return new FunctionSettings(
                Optional.empty(), "", "role", Integer.toString(count), 3, 128, 512, "x86_64", Map.of());
    }

    private static LambdaFunction newFunction() {
        FunctionCode code = new FunctionCode.Zipped("id", "sha", 1);
        return new LambdaFunction(ID, code, settings(0), List.of(), Map.of(), Instant.EPOCH, "");
    }

    /** Counts in the description. */
    private record CountingFunction(Functions functions) implements Counter {
        @Override
        public CompletionStage<?> create() {
            return functions.create(newFunction());
        }

        @Override
        public CompletionStage<Integer> count() {
            return functions
                    .change(ID, null, found -> found.with(found.code(), settings(count(found) + 1), Instant.EPOCH))
                    .thenApply(CountingFunction::count);
        }

        private static int count(LambdaFunction function) {
            return Integer.parseInt(function.settings().description());
        }

        @Override
        public CompletionStage<Optional<Integer>> counted() {
            return functions.present(ID).thenApply(found -> found.map(CountingFunction::count));
        }

        @Override
        public CompletionStage<?> erase() {
            return functions.delete(ID);
        }
    }
}
