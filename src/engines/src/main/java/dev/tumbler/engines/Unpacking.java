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
 * Puts programs from the class path into a folder, once for all servers.
 *
 * <p>They are unpacked beside their place and renamed when they are complete, so a folder that is there is whole. A file
 * lock keeps two processes from unpacking at once.
 */
final class Unpacking {
    private static final Logger LOG = Logger.getLogger(Unpacking.class);

    /** Knows what is packed. */
    interface Unpacker {
        /** Unpacks into a folder that is not there yet. */
        void unpackTo(Path stage) throws IOException;
    }

    private Unpacking() {}

    /**
     * Unpacks on the calling thread unless the target is there.
     *
     * @param program what is unpacked, for people
     */
    static Path once(String program, Path target, Unpacker unpacker) {
        if (Files.exists(target)) {
            return target;
        }
        try {
            Files.createDirectories(target.getParent());
            unpackLocked(program, target, unpacker);
            return target;
        } catch (IOException e) {
            throw new ServerException("cannot unpack " + program + " to " + target + ": " + e, e);
        }
    }

    private static void unpackLocked(String program, Path target, Unpacker unpacker) throws IOException {
        // a file lock holds between processes; within one the monitor is needed too
        synchronized (Unpacking.class) {
            Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                LOG.debugf("unpacking under %s", lock);
                if (!Files.exists(target)) {
                    LOG.infof("unpacking %s to %s", program, target);
                    Path stage = target.resolveSibling(target.getFileName() + ".unpacking");
                    FileTree.delete(stage);
                    unpacker.unpackTo(stage);
                    Files.move(stage, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }
}
