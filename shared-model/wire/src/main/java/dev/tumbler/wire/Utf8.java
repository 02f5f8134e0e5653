package dev.tumbler.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8, with every character in its shortest form. JSON parsers take overlong forms and halves of pairs. */
final class Utf8 {
    private static final int AT_ONCE = 8192;

    private Utf8() {}

    /** A JSON text has no zero either: with one it is in another encoding. */
    static boolean isText(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(AT_ONCE);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            output.clear();
            result = decoder.decode(input, output, true);
            if (hasZero(output.flip())) {
                return false;
            }
        }
        return !result.isError();
    }

    private static boolean hasZero(CharBuffer text) {
        boolean zero = false;
        while (text.hasRemaining()) {
            zero |= text.get() == 0;
        }
        return zero;
    }
}
