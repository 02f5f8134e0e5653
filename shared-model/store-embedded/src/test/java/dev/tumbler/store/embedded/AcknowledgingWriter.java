package dev.tumbler.store.embedded;

import dev.tumbler.store.WriteOutcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes items from several writers until it is killed, and says each one that was acknowledged on its standard output: the
 * process that {@link KillTest} kills.
 */
final class AcknowledgingWriter {
    private static final int WRITERS = 8;

    private final EmbeddedTable table;
    private final String round;
    private final PrintStream said =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private AcknowledgingWriter(EmbeddedTable table, String round) {
        this.table = table;
        this.round = round;
    }

    /** Takes the folder, and a name for its round that goes into the names of the items. */
    public static void main(String[] arguments) {
        EmbeddedTable table = EmbeddedTable.open(Path.of(arguments[0]));
        AcknowledgingWriter writer = new AcknowledgingWriter(table, arguments[1]);
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            new Thread(() -> writer.write(number)).start();
        }
    }

    private void write(int writer) {
        for (int i = 0; ; i++) {
            String name = round + "-" + writer + "-" + i;
            WriteOutcome outcome =
                    table.write(Items.put(name, 1)).toCompletableFuture().join();
            if (!(outcome instanceof WriteOutcome.Written)) {
                throw new IllegalStateException(outcome.toString());
            }
            said.println(name);
        }
    }
}
