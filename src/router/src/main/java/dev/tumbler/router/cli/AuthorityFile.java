package dev.tumbler.router.cli;

import dev.tumbler.rotation.PemCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with the certificates of an authority. */
final class AuthorityFile {
    private AuthorityFile() {}

    /** The certificates of the file alone, as PEM: a private key in it goes nowhere. */
    static String read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            // one byte too many is enough to see that it is too long, and of a device there is no end
            byte[] content = stream.readNBytes(PemCertificates.MOST_CHARACTERS + 1);
            return PemCertificates.of(new String(content, StandardCharsets.ISO_8859_1))
                    .text();
        } catch (IOException unreadable) {
            throw new PlainFailure("the file " + file + " of --ca cannot be read", unreadable);
        } catch (PemCertificates.UnreadableException unusable) {
            throw new PlainFailure("the file " + file + " of --ca " + unusable.getMessage(), unusable);
        }
    }
}
