package dev.tumbler.sealing;

import dev.tumbler.domain.secret.SealedValue.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A value as its owner reads it. It never shows itself in a log. */
public final class PlainValue {
    private final Kind kind;
    private final byte[] content;

    PlainValue(Kind kind, byte[] content) {
        this.kind = kind;
        this.content = content.clone();
    }

    public static PlainValue ofString(String text) {
        return new PlainValue(Kind.STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    public static PlainValue ofBytes(byte[] bytes) {
        return new PlainValue(Kind.BINARY, bytes);
    }

    public Kind kind() {
        return kind;
    }

    /** The value of a {@code SecretString}. */
    public String asString() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The content; of a string, its UTF-8 form. */
    public byte[] bytes() {
        return content.clone();
    }

    /** Takes the same time wherever two values of one length differ, so that an answer's delay tells nothing. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PlainValue that && kind == that.kind && MessageDigest.isEqual(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "PlainValue[" + kind + "]";
    }
}
