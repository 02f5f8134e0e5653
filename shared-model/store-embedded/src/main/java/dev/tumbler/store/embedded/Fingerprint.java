package dev.tumbler.store.embedded;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A sum over the entries of a map, which each write brings up to date without a look at the others. A map that lost, gained or
 * changed an entry has another one.
 */
record Fingerprint(long count, long sum) {
    static final Fingerprint OF_NOTHING = new Fingerprint(0, 0);

    Fingerprint with(String key, byte[] value) {
        return new Fingerprint(count + 1, sum + checksum(key, value));
    }

    Fingerprint without(String key, byte[] value) {
        return new Fingerprint(count - 1, sum - checksum(key, value));
    }

    private static long checksum(String key, byte[] value) {
        CRC32C checksum = new CRC32C();
        checksum.update(key.getBytes(StandardCharsets.UTF_8));
        checksum.update(0);
        checksum.update(value);
        return checksum.getValue();
    }

    /** As it is stored, which {@link #read} understands. */
    String text() {
        return count + " " + sum;
    }

    static Fingerprint read(String text) {
        int end = text.indexOf(' ');
        return new Fingerprint(Long.parseLong(text.substring(0, end)), Long.parseLong(text.substring(end + 1)));
    }
}
