package dev.tumbler.standins.kms;

import dev.tumbler.sealing.SealingContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What Encrypt gives out: which key opens it, and the encrypted bytes. The format is this stand-in's own; AWS does not
 * publish its own, and clients hand a blob back unread.
 *
 * <p>One byte of format, two of the length of the key's ARN, the ARN, the encrypted bytes. All that stands in front of
 * the encrypted bytes is authenticated with the encryption context.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CiphertextBlob(String keyArn, byte[] encrypted) {
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = Byte.BYTES + Short.BYTES;

    /** What is authenticated with the encrypted bytes. */
    static byte[] bound(String keyArn, Map<String, String> context) {
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        bound.writeBytes(header(keyArn));
        bound.writeBytes(SealingContext.canonical(context));
        return bound.toByteArray();
    }

    byte[] bytes() {
        byte[] header = header(keyArn);
        return ByteBuffer.allocate(header.length + encrypted.length)
                .put(header)
                .put(encrypted)
                .array();
    }

    private static byte[] header(String keyArn) {
        byte[] arn = keyArn.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER_BYTES + arn.length)
                .put(FORMAT)
                .putShort((short) arn.length)
                .put(arn)
                .array();
    }

    /** Reads what {@link #bytes} wrote; empty for anything else. */
    static Optional<CiphertextBlob> parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES || buffer.get() != FORMAT) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(buffer.getShort());
        if (length > buffer.remaining()) {
            return Optional.empty();
        }
        byte[] arn = new byte[length];
        buffer.get(arn);
        byte[] encrypted = new byte[buffer.remaining()];
        buffer.get(encrypted);
        return Optional.of(new CiphertextBlob(new String(arn, StandardCharsets.UTF_8), encrypted));
    }
}
