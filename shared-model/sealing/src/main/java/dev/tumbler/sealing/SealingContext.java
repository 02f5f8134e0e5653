package dev.tumbler.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The encryption context: it binds a value to its place, so that it opens nowhere else. */
public final class SealingContext {
    static final String ARN = "SecretARN";

    private SealingContext() {}

    /** The context of a secret's version, in AWS's names. */
    public static Map<String, String> of(String arn, String versionId) {
        return Map.of(ARN, arn, "SecretVersionId", versionId);
    }

    /** One form for equal contexts and no other: entries sorted by key, every text with its length before it. */
    public static byte[] canonical(Map<String, String> context) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        new TreeMap<>(context).forEach((key, value) -> {
            append(form, key);
            append(form, value);
        });
        return form.toByteArray();
    }

    private static void append(ByteArrayOutputStream form, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        form.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        form.writeBytes(bytes);
    }
}
