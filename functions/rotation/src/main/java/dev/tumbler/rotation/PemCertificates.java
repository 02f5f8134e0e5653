package dev.tumbler.rotation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The certificates of a PEM text, at least one. Everything else in the text is left out: a file may hold a private key too.
 *
 * @param text the certificates alone, as PEM
 */
public record PemCertificates(String text) {
    /** How long a text may be. */
    public static final int MOST_CHARACTERS = 64 * 1024;

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final Pattern BLOCK = Pattern.compile(BEGIN + "([A-Za-z0-9+/=\\s]*+)" + END);

    /** A text that cannot be used; the message says why and ends a sentence that begins with what the text is. */
    public static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** Whether this is one of our texts, and not the name of an authority of RDS. */
    static boolean isPem(String text) {
        return text.startsWith(BEGIN);
    }

    /** Fails with an {@link UnreadableException} for a text that is too long, or without a certificate. */
    public static PemCertificates of(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new UnreadableException("is longer than " + MOST_CHARACTERS / 1024 + " KiB");
        }
        String certificates =
                BLOCK.matcher(text).results().map(PemCertificates::checked).collect(Collectors.joining());
        if (certificates.isEmpty()) {
            throw new UnreadableException("holds no certificate: one begins with " + BEGIN);
        }
        return new PemCertificates(certificates);
    }

    private static String checked(MatchResult block) {
        try {
            byte[] content = Base64.getMimeDecoder().decode(block.group(1));
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
            return pem(certificate.getEncoded());
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw new UnreadableException("holds a certificate that cannot be read");
        }
    }

    private static String pem(byte[] certificate) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return BEGIN + "\n" + lines.encodeToString(certificate) + "\n" + END + "\n";
    }
}
