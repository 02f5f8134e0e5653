package dev.tumbler.standins.lambda;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** A few random changes of an array of bytes. */
final class Mutation {
    private static final int MOST_CHANGES = 4;
    private static final byte[] EDGES = {0, 1, -1, 127, -128, '/', '.', '\\'};

    private Mutation() {}

    static byte[] of(byte[] original, Random random) {
        byte[] changed = original.clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            changed = change(changed, random);
        }
        return changed;
    }

    private static byte[] change(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
            case 2 -> {
                for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
                    bytes[i] = -1;
                }
            }
            case 3 -> {
                return splice(bytes, at, at + length);
            }
            case 4 -> {
                return splice(bytes, at + length, at);
            }
            default -> {
                return splice(bytes, at, bytes.length);
            }
        }
        return bytes;
    }

    /** What is before the first place, and then what is behind the second one. */
    private static byte[] splice(byte[] bytes, int end, int begin) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, end);
        spliced.write(bytes, begin, bytes.length - begin);
        return spliced.toByteArray();
    }
}
