package dev.tumbler.router.local;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file for each router of this user that runs, by which commands find its folder and so its token. They are in a folder
 * that no other user can look into: {@code tumbler/routers} where the user's programs keep their state, or in the temporary
 * folder where there is no home that takes files.
 */
public final class RunningRouters {
    private static final String SUFFIX = ".json";
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final List<Path> candidates;

    /**
     * A router that runs.
     *
     * @param folder its data folder, or the one that goes with it
     */
    public record Found(long process, Path folder) {
        private boolean runs() {
            return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    RunningRouters(List<Path> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /** Those of the user whose environment this is. */
    public static RunningRouters of(Map<String, String> environment) {
        Stream<Path> state = Stream.of(environment.get("XDG_STATE_HOME"))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .map(Path::of);
        String home = Optional.ofNullable(environment.get("HOME"))
                .filter(text -> !text.isBlank())
                .orElse(System.getProperty("user.home"));
        Path usual = Path.of(home, ".local", "state");
        Path temporary =
                Path.of(System.getProperty("java.io.tmpdir"), "tumbler-routers-" + System.getProperty("user.name"));
        return new RunningRouters(Stream.concat(
                        Stream.of(state.findFirst().orElse(usual))
                                .map(each -> each.resolve("tumbler").resolve("routers")),
                        Stream.of(temporary))
                .toList());
    }

    /** The router that listens there, if it is one of this user. */
    public Optional<Found> find(String host, int port) {
        return candidates.stream()
                .filter(RunningRouters::isPrivate)
                .map(folder -> folder.resolve(name(host, port)))
                .flatMap(file -> read(file).stream())
                .filter(Found::runs)
                .findFirst();
    }

    /** Notes a router; the files of those that were killed go. Answers what takes the note away. */
    Runnable add(String host, int port, Found router) throws IOException {
        Path folder = usable();
        removeLeftovers(folder);
        Path file = folder.resolve(name(host, port));
        JsonObject content = new JsonObject()
                .put("process", router.process())
                .put("folder", router.folder().toString());
        WholeFile.write(file, content.encode().getBytes(StandardCharsets.UTF_8));
        return () -> removeIfOf(router, file);
    }

    private Path usable() throws IOException {
        IOException last = new IOException("there is no folder for it");
        for (Path each : candidates) {
            try {
                return created(each);
            } catch (IOException failure) {
                last = failure;
            }
        }
        throw last;
    }

    private static Path created(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder, WholeFile.ownerOnly("rwx------"));
        }
        if (!isPrivate(folder)) {
            throw new IOException(folder + " is not for its owner alone");
        }
        Files.delete(Files.createTempFile(folder, "writable", ".tmp"));
        return folder;
    }

    /** A folder of another user that shows nothing to others cannot be read, so the permissions say whose it is. */
    private static boolean isPrivate(Path folder) {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && (!WholeFile.isPosix()
                            || OWNERS.equals(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String name(String host, int port) {
        return address(host).replace(':', '_') + "-" + port + SUFFIX;
    }

    /** The same for every name of one address. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (IOException unknown) {
            return host;
        }
    }

    private static Optional<Found> read(Path file) {
        try {
            JsonObject content = new JsonObject(Files.readString(file));
            return Optional.of(new Found(content.getLong("process", 0L), Path.of(content.getString("folder", ""))));
        } catch (IOException | DecodeException | ClassCastException | InvalidPathException noNote) {
            return Optional.empty();
        }
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path each : files) {
                if (read(each).filter(Found::runs).isEmpty()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** A router that came later to the same port has put its own note there. */
    private static void removeIfOf(Found router, Path file) {
        try {
            if (read(file).filter(router::equals).isPresent()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot remove " + file, stays);
        }
    }
}
