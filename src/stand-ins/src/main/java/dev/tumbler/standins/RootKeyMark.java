package dev.tumbler.standins;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells in a table which root key its KMS keys are wrapped with, so that the key of another data folder is refused at the
 * start, and not at the first value that will not open.
 */
public final class RootKeyMark {
    private static final Key KEY = new Key("ROOTKEY", "ROOTKEY");
    private static final String MARK = "mark";

    private RootKeyMark() {}

    /**
     * Leaves the mark in a table that has none; fails with {@link RootKeyFile.Unusable} where another key left its own.
     *
     * @param file the root key's, for the message
     */
    public static CompletionStage<Void> check(Table table, RootKey root, Path file) {
        byte[] mark = root.derive("mark of the root key");
        return table.get(KEY)
                .thenCompose(found -> found.isPresent() ? CompletableFuture.completedStage(found) : leave(table, mark))
                .thenAccept(found -> found.map(each -> (byte[]) each.document().get(MARK))
                        .filter(other -> !Arrays.equals(mark, other))
                        .ifPresent(other -> {
                            throw new RootKeyFile.Unusable(
                                    file,
                                    "is another one than what is stored is sealed with: put that one back.",
                                    null);
                        }));
    }

    /** Another process may be faster, so what is stored counts. */
    private static CompletionStage<Optional<Item>> leave(Table table, byte[] mark) {
        Item item = new Item(KEY, Stamp.first(1, 1), Map.of(), Map.of(MARK, mark));
        return table.write(List.of(new Write.Put(item, Optional.empty()))).thenCompose(outcome -> table.get(KEY));
    }
}
