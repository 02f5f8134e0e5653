package dev.tumbler.router.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The data folder, which only the user of this process may read. Keys, code, logs and databases are in it, so every folder is
 * made 0700 and every file loses what it grants to others, whatever made them.
 */
public record OwnedFolder(Path path) {
    private static final Logger LOG = Logger.getLogger(OwnedFolder.class);
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Programs, and backups that people put there: the folders are closed, and what is in them stays as it is. */
    private static final Set<String> UNTOUCHED = Set.of("engines", "s3");

    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_ALL = 0002;

    /** A data folder that cannot be kept to this user. The message names it and says how to go on. */
    public static final class Unusable extends RuntimeException {
        Unusable(Path folder, String what) {
            super("The data folder " + folder + " " + what);
        }
    }

    /** Makes the folder if there is none, closes it to other users, or refuses it. Before anything in it is read. */
    static OwnedFolder close(Path path) {
        try {
            OwnedFolder folder = new OwnedFolder(path);
            folder.create();
            if (posix(path)) {
                folder.requireOwn();
                folder.requireSafeParents();
                closeOne(path);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Closes everything in it. Once it is locked, so that no other process works in it. */
    void closeContents() {
        if (!posix(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Closing());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder " + path + " cannot be closed to other users: " + e.getMessage(), e);
        }
    }

    private void create() throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new Unusable(path, "is a symbolic link: give the folder that it leads to with --data.");
        }
        if (Files.isDirectory(path)) {
            return;
        }
        if (Files.exists(path)) {
            throw new Unusable(path, "is a file: give a folder with --data.");
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNERS));
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Whoever owns it may open it to others again. This process is whoever owns what it makes. */
    private void requireOwn() throws IOException {
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        Path probe = Files.createTempFile(path, "owner", ".tmp");
        UserPrincipal self = Files.getOwner(probe);
        Files.delete(probe);
        if (!owner.equals(self)) {
            throw new Unusable(
                    path,
                    "belongs to " + owner.getName() + ", and this process runs as " + self.getName()
                            + ": give another folder with --data.");
        }
    }

    /** In a folder that all users may write to, without the sticky bit, any of them can put another folder in its place. */
    private void requireSafeParents() throws IOException {
        for (Path parent = path.toRealPath().getParent(); parent != null; parent = parent.getParent()) {
            int mode = (Integer) Files.getAttribute(parent, "unix:mode");
            if ((mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0) {
                throw new Unusable(
                        path,
                        "can be replaced by any user, because all may write to " + parent
                                + ": take that right away with chmod o-w, or give another folder with --data.");
            }
        }
    }

    private static void closeOne(Path file) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNERS.containsAll(before)) {
            Set<PosixFilePermission> after = EnumSet.copyOf(OWNERS);
            after.retainAll(before);
            Files.setPosixFilePermissions(file, after);
            LOG.debugf("%s was open to other users", file);
        }
    }

    /** Links are not followed: what they lead to is elsewhere. */
    private final class Closing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            closeOne(folder);
            boolean untouched = path.equals(folder.getParent())
                    && UNTOUCHED.contains(folder.getFileName().toString());
            return untouched ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isSymbolicLink()) {
                closeOne(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A server of the last run may still be ending, and remove its files. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
