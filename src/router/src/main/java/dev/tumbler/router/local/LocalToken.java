package dev.tumbler.router.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What callers of a router's own addresses carry. Each start makes another one, in a file that its owner alone can read. */
public final class LocalToken {
    public static final String NAME = "local.token";

    /** How a router says what it wants, and that it is one. */
    public static final String CHALLENGE = "Bearer realm=\"Tumbler\"";

    private static final Logger LOG = Logger.getLogger(LocalToken.class);
    private static final String SCHEME = "Bearer ";
    private static final int BYTES = 32;
    private static final int MOST_CHARACTERS = 1024;

    private final Path folder;
    private final byte[] expected;

    private LocalToken(Path folder, String text) {
        this.folder = folder;
        this.expected = header(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Makes one and writes it into the folder, over the one of the last start. */
    static LocalToken create(Path folder, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes);
        Path file = folder.resolve(NAME);
        try {
            WholeFile.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            LOG.warnf("No local call can be made, because %s cannot be written: %s", file, failure.getMessage());
        }
        return new LocalToken(folder, text);
    }

    /** Where its file is. */
    Path folder() {
        return folder;
    }

    /** The token of the router that uses this folder; empty where no file of one can be read. */
    public static Optional<String> read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_CHARACTERS
                    ? Optional.of(
                            Files.readString(file, StandardCharsets.US_ASCII).strip())
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The value of the header {@code Authorization} of a call. */
    public static String header(String token) {
        return SCHEME + token;
    }

    /** The comparison takes as long whatever part of a token is right. */
    boolean isCarriedBy(List<String> authorization) {
        return authorization.size() == 1
                && MessageDigest.isEqual(expected, authorization.get(0).getBytes(StandardCharsets.UTF_8));
    }
}
