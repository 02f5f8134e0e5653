package dev.tumbler.store.embedded;

import dev.tumbler.store.WriteOutcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * A process that writes items one after the other. It prints {@code +} and the name of each that was acknowledged, or
 * {@code -} where it was refused, and goes on with the same item.
 */
final class PatientWriter {
    private PatientWriter() {}

    /** Takes the folder. */
    public static void main(String[] arguments) {
        PrintStream said = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        EmbeddedTable table = EmbeddedTable.open(Path.of(arguments[0]));
        int number = 0;
        while (true) {
            String name = "item-" + number;
            try {
                WriteOutcome outcome =
                        table.write(Items.put(name, 1)).toCompletableFuture().join();
                said.println((outcome instanceof WriteOutcome.Written ? "+" : "?") + name);
                number++;
            } catch (CompletionException refused) {
                said.println("-" + name);
            }
        }
    }
}
