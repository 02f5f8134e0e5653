package dev.tumbler.standins;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;

/**
 * The file that holds the root key, readable by its owner alone. Without it nothing in the data folder can be read: keep
 * it apart from copies of the folder.
 */
public final class RootKeyFile {
    private RootKeyFile() {}

    /** A root key file that cannot be used; the message names it and may be shown to people. */
    public static final class Unusable extends RuntimeException {
        Unusable(Path file, String what, Throwable cause) {
            super("The root key " + file + " " + what, cause);
        }
    }

    /** The root key in the file, which is made at first use and never overwritten. */
    public static RootKey open(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            byte[] root = Files.readAllBytes(file);
            if (root.length != RootKey.KEY_BYTES) {
                throw new Unusable(file, "is damaged: it has " + root.length + " bytes instead of 32.", null);
            }
            return new RootKey(root, random);
        } catch (IOException failure) {
            throw new Unusable(file, "cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Written whole beside its place and moved there, so that a crash never leaves half a key. */
    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] root = new byte[RootKey.KEY_BYTES];
        random.nextBytes(root);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "root",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(draft, EnumSet.of(StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(root));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
