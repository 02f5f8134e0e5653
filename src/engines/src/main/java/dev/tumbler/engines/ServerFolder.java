package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that is kept of one server.
 *
 * <table>
 * <caption>What a server's folder holds</caption>
 * <tr><td>{@code data}</td><td>the server's data; complete, or not there</td></tr>
 * <tr><td>{@code prepared}</td><td>there once the first databases are made, and the backup is loaded if there is one</td></tr>
 * <tr><td>{@code port}</td><td>where the server listens, so that no other server is given its port</td></tr>
 * <tr><td>{@code name}</td><td>the instance's, for the log</td></tr>
 * <tr><td>{@code server.log}</td><td>what the server said since its last start; one older file is kept</td></tr>
 * <tr><td>{@code loading}</td><td>what a backup is loaded with, or what a crash left of that</td></tr>
 * <tr><td>{@code unfinished-…}</td><td>data being made, or what a crash left of them</td></tr>
 * </table>
 */
record ServerFolder(Path root) {
    /** What becomes a folder's name must not lead elsewhere. */
    private static final Pattern RESOURCE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    private static final String REMOVED = ".removed";
    private static final String UNFINISHED = "unfinished-";

    /** Makes a server's data. */
    interface DataMaker {
        /** Makes a folder {@code data} in a stage, which is removed afterwards with all else that is in it. */
        void makeData(Path stage) throws IOException;
    }

    static ServerFolder of(Path databases, String resourceId) {
        if (!RESOURCE_ID.matcher(resourceId).matches()) {
            throw new ServerException("not a resource id: " + resourceId);
        }
        return new ServerFolder(databases.resolve(resourceId));
    }

    /** Every server's folder; what a crash left of a removal is none. */
    static List<ServerFolder> all(Path databases) throws IOException {
        try (Stream<Path> folders = Files.list(databases)) {
            return folders.map(ServerFolder::new)
                    .filter(each -> RESOURCE_ID.matcher(each.resourceId()).matches())
                    .toList();
        }
    }

    String resourceId() {
        return root.getFileName().toString();
    }

    Path data() {
        return root.resolve("data");
    }

    /** Has the data made beside their place and moves them there when they are complete. */
    void make(DataMaker maker) throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        removeUnfinished();
        Path stage = Files.createTempDirectory(root, UNFINISHED);
        try {
            maker.makeData(stage);
            Files.move(stage.resolve("data"), data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(stage);
        }
    }

    /** What a crash left: with it perhaps a password file that had not been removed yet. */
    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(root, UNFINISHED + "*")) {
            for (Path stage : unfinished) {
                FileTree.delete(stage);
            }
        }
    }

    /** Removes data that were not prepared to the end, so that the next start makes them anew. */
    void discardUnprepared() throws IOException {
        if (!prepared()) {
            FileTree.delete(data());
        }
    }

    /** An empty folder for what it takes to load a backup. */
    Path newLoadingStage() throws IOException {
        Path stage = root.resolve("loading");
        FileTree.delete(stage);
        return Files.createDirectory(stage);
    }

    boolean prepared() {
        return Files.exists(root.resolve("prepared"));
    }

    void markPrepared() {
        try {
            Files.writeString(root.resolve("prepared"), "");
        } catch (IOException e) {
            throw new ServerException("cannot write to " + root + ": " + e, e);
        }
    }

    Optional<Integer> port() throws IOException {
        Path file = root.resolve("port");
        return Files.exists(file) ? Optional.of(Integer.valueOf(Files.readString(file))) : Optional.empty();
    }

    /** What people call the server: its instance's name, once that is known, and its resource id. */
    String label() throws IOException {
        Path file = root.resolve("name");
        return Files.exists(file) ? Files.readString(file) + " (" + resourceId() + ")" : resourceId();
    }

    void keepName(String name) throws IOException {
        Path written = Files.writeString(root.resolve("name.new"), name);
        Files.move(written, root.resolve("name"), StandardCopyOption.ATOMIC_MOVE);
    }

    void keepPort(int port) throws IOException {
        Path written = Files.writeString(root.resolve("port.new"), Integer.toString(port));
        Files.move(written, root.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** An empty log; the one before is kept under another name. */
    Path newLog() throws IOException {
        Path log = root.resolve("server.log");
        if (Files.exists(log)) {
            Files.move(log, root.resolve("server.log.previous"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.createFile(log);
    }

    /** Takes the folder away under its name at once, then removes it; may be called again after a crash. */
    void remove() throws IOException {
        Path removed = root.resolveSibling(root.getFileName() + REMOVED);
        FileTree.delete(removed);
        if (Files.exists(root)) {
            Files.move(root, removed, StandardCopyOption.ATOMIC_MOVE);
            FileTree.delete(removed);
        }
    }
}
