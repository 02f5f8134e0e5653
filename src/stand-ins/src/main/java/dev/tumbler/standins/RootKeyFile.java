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
import java.util.Optional;

/**
 * The file that holds the root key, readable by its owner alone. Without it nothing in the data folder can be read: keep
 * it apart from copies of the folder, or lock it with a passphrase.
 */
public final class RootKeyFile {
    private final Path file;
    private final Optional<Passphrase> passphrase;
    private final SecureRandom random;

    private RootKeyFile(Path file, Optional<Passphrase> passphrase, SecureRandom random) {
        this.file = file;
        this.passphrase = passphrase;
        this.random = random;
    }

    /** A root key file that cannot be used; the message names it and may be shown to people. */
    public static final class Unusable extends RuntimeException {
        Unusable(Path file, String what, Throwable cause) {
            super("The root key " + file + " " + what, cause);
        }
    }

    /**
     * The root key in the file, which is made at first use and never overwritten.
     *
     * @param passphrase what the file is locked with; empty for a file that is only as safe as its permissions
     */
    public static RootKey open(Path file, Optional<String> passphrase, SecureRandom random) {
        return new RootKeyFile(file, passphrase.map(text -> new Passphrase(text, random)), random).open(true);
    }

    /** As {@link #open}, for a key that something is sealed under already: a new one would open none of it. */
    public static RootKey openExisting(Path file, Optional<String> passphrase, SecureRandom random) {
        return new RootKeyFile(file, passphrase.map(text -> new Passphrase(text, random)), random).open(false);
    }

    private RootKey open(boolean mayCreate) {
        try {
            if (!Files.exists(file)) {
                if (!mayCreate) {
                    throw unusable("is missing, and what is stored beside it is sealed with it: put it back.");
                }
                create();
            }
            return new RootKey(root(Files.readAllBytes(file)), random);
        } catch (IOException failure) {
            throw new Unusable(file, "cannot be read: " + failure.getMessage(), failure);
        }
    }

    private byte[] root(byte[] content) {
        return switch (content.length) {
            case RootKey.BYTES -> {
                if (passphrase.isPresent()) {
                    throw unusable("is not locked with a passphrase: start without TUMBLER_PASSPHRASE.");
                }
                yield content;
            }
            case Passphrase.LOCKED_BYTES ->
                passphrase
                        .orElseThrow(() -> unusable("is locked with a passphrase: set TUMBLER_PASSPHRASE."))
                        .unlock(content)
                        .orElseThrow(() -> unusable("is locked with another passphrase, or damaged."));
            default -> throw unusable("is damaged: it has " + content.length + " bytes.");
        };
    }

    private Unusable unusable(String what) {
        return new Unusable(file, what, null);
    }

    /** Written whole beside its place and moved there, so that a crash never leaves half a key. */
    private void create() throws IOException {
        byte[] root = new byte[RootKey.BYTES];
        random.nextBytes(root);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "root",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(draft, EnumSet.of(StandardOpenOption.WRITE))) {
            channel.write(
                    ByteBuffer.wrap(passphrase.map(lock -> lock.lock(root)).orElse(root)));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
