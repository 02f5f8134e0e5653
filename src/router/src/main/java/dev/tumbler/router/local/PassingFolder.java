package dev.tumbler.router.local;

import dev.tumbler.store.embedded.FolderLock;
import dev.tumbler.store.embedded.StoreLockedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The folder of a router that keeps nothing. One that was killed could not remove its own, so the next one does. */
public record PassingFolder(Path path, FolderLock lock) {
    private static final Logger LOG = Logger.getLogger(PassingFolder.class);
    private static final String PREFIX = "tumbler-memory-";
    private static final String LOCK = "lock";

    public static PassingFolder create(Path parent) {
        removeLeftovers(parent);
        try {
            Path path = Files.createTempDirectory(parent, PREFIX);
            return new PassingFolder(path, FolderLock.take(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void removeLeftovers(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            folders.forEach(PassingFolder::removeIfLeft);
        } catch (IOException failure) {
            LOG.debugf(failure, "What killed routers left in %s stays", parent);
        }
    }

    /** What others may write to is left alone: in a shared folder anybody can give a link such a name. */
    private static void removeIfLeft(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FolderLock free = FolderLock.take(folder)) {
            LOG.debugf("%s was left by a router that was killed: %s", folder, free);
            delete(folder);
        } catch (StoreLockedException inUse) {
            LOG.debugf("%s is in use", folder);
        } catch (UncheckedIOException failure) {
            LOG.debugf(failure, "%s stays", folder);
        }
    }

    public void remove() {
        delete(path);
        lock.close();
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("could not remove " + folder, failure);
        }
    }
}
