package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders of servers' programs, which stay as they were unpacked: their files are read-only, and none is run from a folder
 * where a file has changed, is new or is missing.
 *
 * <p>A process digests every file once, and later only those whose size, number or time of change differ; no program sets
 * that time. Every method works on the calling thread.
 */
final class Programs {
    static final String MANIFEST = "manifest.sha256";

    /** What was found as it should be, by folder. */
    private static final Map<Path, Map<String, Map<String, Object>>> VERIFIED = new ConcurrentHashMap<>();

    private Programs() {}

    /** Unpacks programs unless they are there, and makes sure that they are what was unpacked. */
    static Path in(String what, Path target, SharedFolder.Maker maker) {
        Path folder = SharedFolder.once(what, target, MANIFEST, stage -> {
            maker.make(stage);
            seal(stage);
        });
        try {
            verify(folder);
            return folder;
        } catch (IOException e) {
            throw new ServerException("cannot read " + folder + ": " + e, e);
        }
    }

    private static void seal(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Path file : FileTree.files(folder)) {
            digests.put(name(folder, file), FileDigest.of(file));
            if (!Files.isSymbolicLink(file)) {
                makeReadOnly(file);
            }
        }
        Path manifest = folder.resolve(MANIFEST);
        Files.write(
                manifest,
                digests.entrySet().stream()
                        .map(each -> each.getValue() + "  " + each.getKey())
                        .toList());
        makeReadOnly(manifest);
    }

    private static void makeReadOnly(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.removeAll(EnumSet.of(
                PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
        Files.setPosixFilePermissions(file, permissions);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString();
    }

    private static void verify(Path folder) throws IOException {
        Map<String, Map<String, Object>> known = VERIFIED.computeIfAbsent(folder, first -> new ConcurrentHashMap<>());
        Map<String, String> digests = read(folder.resolve(MANIFEST));
        Set<String> missing = new TreeSet<>(digests.keySet());
        for (Path file : FileTree.files(folder)) {
            String name = name(folder, file);
            Map<String, Object> state = FileDigest.state(file);
            if (!name.equals(MANIFEST) && (!missing.remove(name) || !state.equals(known.get(name)))) {
                require(FileDigest.of(file).equals(digests.get(name)), folder, name);
            }
            known.put(name, state);
        }
        require(missing.isEmpty(), folder, missing.stream().findFirst().orElse(""));
    }

    private static Map<String, String> read(Path manifest) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(manifest)) {
            String[] parts = line.split("  ", 2);
            digests.put(parts[1], parts[0]);
        }
        return digests;
    }

    private static void require(boolean same, Path folder, String name) {
        if (!same) {
            throw new ServerException(folder.resolve(name) + " is not as it was unpacked, so no server is started from "
                    + folder + ". Remove that folder; the next start unpacks it again");
        }
    }
}
