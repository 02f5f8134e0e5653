package dev.tumbler.router.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder in which a router keeps everything. */
final class DataFolder {
    private DataFolder() {}

    /** Where data rests unless a command says otherwise. */
    static Path usual() {
        return usual(System.getenv("HOME"));
    }

    /** The shell's {@code ~} is HOME, which Java's idea of a home need not be. */
    static Path usual(String home) {
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home, ".tumbler");
    }

    /**
     * The folder's absolute path, once it exists and takes a file. Trying is the only sure test: permissions alone say
     * nothing about a read-only disk, and to root they always say yes.
     */
    static Path prepare(Path wanted) {
        Path folder = wanted.toAbsolutePath().normalize();
        try {
            create(folder);
            Files.delete(Files.createTempFile(folder, "writable", ".tmp"));
            return folder;
        } catch (IOException failure) {
            throw new PlainFailure("cannot write to the data folder " + folder + ": " + reason(failure), failure);
        }
    }

    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        Files.createDirectory(folder, ownerOnly());
    }

    /** Keys and databases rest here, so nobody else on this machine may look in. */
    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Java's file exceptions carry no more than the path as their message, so their kind has to speak. */
    private static String reason(IOException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "there is a file in its place";
            case "NoSuchFileException" -> "no folder can be made there";
            default -> failure.getMessage();
        };
    }
}
