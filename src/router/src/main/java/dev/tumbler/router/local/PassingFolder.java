package dev.tumbler.router.local;

import dev.tumbler.store.embedded.FolderLock;
import dev.tumbler.store.embedded.StoreLockedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A temporary folder that is removed with its process: by {@link #remove}, or after a {@code kill -9} by the next process
 * that sweeps. Its owner holds a lock on the file {@code passing} in it, which the operating system releases however the
 * owner ends.
 *
 * <p>A folder is swept only if its name and its marker file are those of a passing folder, it belongs to the same user, and
 * no process holds its lock or that of the router whose data it has.
 */
public final class PassingFolder {
    private static final Logger LOG = Logger.getLogger(PassingFolder.class);
    private static final String PREFIX = "tumbler-passing-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");

    /** Marks what may be swept; it is the last file to go, so that a removal that was cut off is taken up again. */
    private static final String MARKER = "passing";

    private static final String ROUTER_LOCK = "lock";
    private static final int MOST_TRIES = 10;

    /** Those of this process. Opening a marker a second time would release its lock: POSIX locks belong to processes. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private PassingFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** In the system's folder for temporary files. */
    public static PassingFolder create() {
        return create(temporary());
    }

    public static PassingFolder create(Path parent) {
        sweep(parent);
        try {
            Optional<PassingFolder> created = Optional.empty();
            while (created.isEmpty()) {
                created = locked(Files.createTempDirectory(parent, PREFIX));
            }
            return created.get();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a folder in " + parent, failure);
        }
    }

    /** Empty if another process swept it before the lock was taken. */
    private static Optional<PassingFolder> locked(Path folder) throws IOException {
        Path path = folder.toAbsolutePath();
        OWN.add(path);
        Optional<FileChannel> lock = lock(path, StandardOpenOption.CREATE_NEW);
        if (lock.isPresent() && Files.exists(path.resolve(MARKER))) {
            return Optional.of(new PassingFolder(path, lock.get()));
        }
        OWN.remove(path);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return Optional.empty();
    }

    private static Optional<FileChannel> lock(Path folder, StandardOpenOption... options) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve(MARKER), options(options));
        } catch (NoSuchFileException swept) {
            LOG.debugf("%s is gone", folder);
            return Optional.empty();
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return Optional.empty();
    }

    private static Set<StandardOpenOption> options(StandardOpenOption... options) {
        return Stream.concat(Stream.of(StandardOpenOption.WRITE), Stream.of(options))
                .collect(Collectors.toSet());
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Removes what killed processes left in the system's folder for temporary files. */
    public static void sweep() {
        sweep(temporary());
    }

    static void sweep(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            folders.forEach(each -> sweepOne(each.toAbsolutePath()));
        } catch (IOException failure) {
            LOG.debugf(failure, "What killed processes left in %s stays", parent);
        }
    }

    private static void sweepOne(Path folder) {
        try {
            if (!OWN.contains(folder) && isPassing(folder)) {
                removeUnlessInUse(folder);
            }
        } catch (IOException | UncheckedIOException failure) {
            LOG.debugf(failure, "%s stays", folder);
        }
    }

    /** In a shared folder anybody can give a file, a link or a folder of another purpose such a name. */
    private static boolean isPassing(Path folder) throws IOException {
        return NAME.matcher(folder.getFileName().toString()).matches()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static void removeUnlessInUse(Path folder) throws IOException {
        Optional<FileChannel> lock = lock(folder);
        if (lock.isEmpty()) {
            return;
        }
        try (FileChannel held = lock.get()) {
            removeUnlessARouterRuns(folder);
            LOG.debugf("%s was left by a process that was killed: %s", folder, held);
        } catch (StoreLockedException inUse) {
            LOG.debugf("the router of %s outlived the command that started it", folder);
        }
    }

    private static void removeUnlessARouterRuns(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(ROUTER_LOCK), LinkOption.NOFOLLOW_LINKS)) {
            delete(folder);
            return;
        }
        try (FolderLock free = FolderLock.take(folder)) {
            LOG.debugf("No router has %s: %s", folder, free);
            delete(folder);
        }
    }

    public Path path() {
        return path;
    }

    /** Whatever still writes into it has to have ended. */
    public void remove() {
        try (FileChannel held = lock) {
            LOG.debugf("Removing %s: %s", path, held);
            delete(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not remove " + path, failure);
        } finally {
            OWN.remove(path);
        }
    }

    /** What a server writes at its very end may come in between. */
    private static void delete(Path folder) throws IOException {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                deleteOnce(folder);
                return;
            } catch (DirectoryNotEmptyException written) {
                LOG.debugf(written, "%s is written to, at try %d", folder, tries);
            }
        }
        deleteOnce(folder);
    }

    private static void deleteOnce(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.filter(each -> !each.equals(marker) && !each.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
        Files.deleteIfExists(marker);
        Files.delete(folder);
    }
}
