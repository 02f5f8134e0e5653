package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * Puts what all servers share into a folder, once: programs from the class path, say.
 *
 * <p>It is made beside its place and renamed when it is complete, so a folder that is there is whole. A file
 * lock keeps two processes from unpacking at once.
 */
final class SharedFolder {
    private static final Logger LOG = Logger.getLogger(SharedFolder.class);

    /** Makes what is shared. */
    interface Maker {
        /** Makes a folder that is not there yet. */
        void make(Path stage) throws IOException;
    }

    private SharedFolder() {}

    /**
     * Makes it on the calling thread unless it is there.
     *
     * @param what for people
     */
    static Path once(String what, Path target, Maker maker) {
        return once(what, target, "", maker);
    }

    /**
     * Makes it on the calling thread unless it is there.
     *
     * @param what for people
     * @param mark a file in it; a folder without it is of an earlier version and is replaced
     */
    static Path once(String what, Path target, String mark, Maker maker) {
        if (Files.exists(target.resolve(mark))) {
            return target;
        }
        try {
            Files.createDirectories(target.getParent());
            makeLocked(what, target, mark, maker);
            return target;
        } catch (IOException e) {
            throw new ServerException("cannot put " + what + " into " + target + ": " + e, e);
        }
    }

    private static void replace(Path target, Path stage) throws IOException {
        Path earlier = target.resolveSibling(target.getFileName() + ".replaced");
        FileTree.delete(earlier);
        if (Files.exists(target)) {
            Files.move(target, earlier, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(stage, target, StandardCopyOption.ATOMIC_MOVE);
        FileTree.delete(earlier);
    }

    private static void makeLocked(String what, Path target, String mark, Maker maker) throws IOException {
        // a file lock holds between processes; within one the monitor is needed too
        synchronized (SharedFolder.class) {
            Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                LOG.debugf("making %s under %s", what, lock);
                if (!Files.exists(target.resolve(mark))) {
                    LOG.infof("putting %s into %s", what, target);
                    Path stage = target.resolveSibling(target.getFileName() + ".unfinished");
                    FileTree.delete(stage);
                    maker.make(stage);
                    replace(target, stage);
                }
            }
        }
    }
}
