package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What tells whether a file is still the same. */
final class FileDigest {
    private static final int BUFFER = 1 << 16;

    private FileDigest() {}

    /** The SHA-256 of a file's content, or of where a symbolic link leads. */
    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        if (Files.isSymbolicLink(file)) {
            digest.update(Files.readSymbolicLink(file).toString().getBytes(UTF_8));
        } else {
            update(digest, file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    /** Cheap to ask for, and different after every change of the file. */
    static Map<String, Object> state(Path file) throws IOException {
        return Files.readAttributes(file, "unix:size,ino,ctime,mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
