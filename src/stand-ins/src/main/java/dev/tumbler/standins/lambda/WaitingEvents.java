package dev.tumbler.standins.lambda;

import dev.tumbler.standins.RootKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events that functions have not had yet, each in a file named after its request id: an event may have a megabyte, for
 * which an item of the table has no room. They are locked under the root key, for an event may hold anything. All of this
 * blocks.
 */
record WaitingEvents(Path folder, RootKey root) {
    private static final String UNFINISHED = ".unfinished";

    /** Writes an event down, or anew with what has changed; a crash leaves the file as it was or as it is to be. */
    void keep(WaitingEvent event) {
        String requestId = event.invocation().requestId();
        Path unfinished = folder.resolve(requestId + UNFINISHED);
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer sealed = ByteBuffer.wrap(root.wrap(write(event), owner(requestId)));
                while (sealed.hasRemaining()) {
                    channel.write(sealed);
                }
                channel.force(true);
            }
            Files.move(unfinished, folder.resolve(requestId), StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException("an event cannot be kept", failure);
        }
    }

    /** Else the file's name may be lost with the power. */
    private void forceFolder() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void remove(WaitingEvent event) {
        remove(folder.resolve(event.invocation().requestId()));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("an event that is over cannot be removed", failure);
        }
    }

    /** Removes what a killed router had not finished writing; before any event is taken. */
    void removeUnfinished() {
        for (Path file : files()) {
            if (unfinished(file)) {
                remove(file);
            }
        }
    }

    private static boolean unfinished(Path file) {
        return file.toString().endsWith(UNFINISHED);
    }

    /** What the last run has left, oldest first; what it had not finished writing was never taken. */
    List<WaitingEvent> all() {
        return files().stream()
                .filter(file -> !unfinished(file))
                .map(this::read)
                .sorted(Comparator.comparing(WaitingEvent::accepted))
                .toList();
    }

    private List<Path> files() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the events that wait cannot be read", failure);
        }
    }

    private WaitingEvent read(Path file) {
        String requestId = file.getFileName().toString();
        try {
            return read(requestId, root.unwrap(Files.readAllBytes(file), owner(requestId)));
        } catch (IOException failure) {
            throw new UncheckedIOException("event " + requestId + " cannot be read", failure);
        }
    }

    private static byte[] write(WaitingEvent event) throws IOException {
        FunctionId function = event.function();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(function.account());
            out.writeUTF(function.region());
            out.writeUTF(function.name());
            out.writeInt(event.failures());
            out.writeLong(event.accepted().toEpochMilli());
            out.write(event.invocation().payload());
        }
        return bytes.toByteArray();
    }

    private static WaitingEvent read(String requestId, byte[] plain) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            FunctionId function = new FunctionId(in.readUTF(), in.readUTF(), in.readUTF());
            int failures = in.readInt();
            Instant accepted = Instant.ofEpochMilli(in.readLong());
            return new WaitingEvent(function, new Invocation(requestId, in.readAllBytes()), failures, accepted);
        }
    }

    private static byte[] owner(String requestId) {
        return ("event " + requestId).getBytes(StandardCharsets.UTF_8);
    }
}
