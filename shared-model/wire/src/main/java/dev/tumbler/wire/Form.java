package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded}; stricter than the JDK, which replaces what is no UTF-8. */
final class Form {
    /** The largest request of the services here has fewer by far; memory is taken for none beyond. */
    private static final int MOST = 5000;

    private Form() {}

    static Map<String, String> parse(byte[] form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        for (int i = 0; i <= form.length; i++) {
            if (i == form.length || form[i] == '&') {
                addPair(form, start, i, parameters);
                start = i + 1;
            }
        }
        return parameters;
    }

    private static void addPair(byte[] form, int start, int end, Map<String, String> parameters) {
        if (start == end) {
            return;
        }
        int equals = start;
        while (equals < end && form[equals] != '=') {
            equals++;
        }
        if (parameters.size() >= MOST) {
            // unsourced: AWS's limit and its words
            throw new AwsException(ErrorCode.MALFORMED_QUERY_STRING, "The request has too many parameters.");
        }
        String name = decode(form, start, equals);
        parameters.put(name, decode(form, Math.min(equals + 1, end), end));
    }

    private static String decode(byte[] form, int start, int end) {
        byte[] decoded = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (form[i] == '%') {
                decoded[length++] = hexByte(form, i + 1, end);
                i += 2;
            } else {
                decoded[length++] = form[i] == '+' ? (byte) ' ' : form[i];
            }
        }
        return text(ByteBuffer.wrap(decoded, 0, length));
    }

    private static byte hexByte(byte[] form, int at, int end) {
        int high = at + 1 < end ? Character.digit(form[at], 16) : -1;
        int low = at + 1 < end ? Character.digit(form[at + 1], 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed();
        }
        return (byte) (high << 4 | low);
    }

    private static String text(ByteBuffer utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException noUtf8) {
            throw malformed();
        }
    }

    private static AwsException malformed() {
        return new AwsException(ErrorCode.MALFORMED_QUERY_STRING, "The query string contains a syntax error.");
    }
}
