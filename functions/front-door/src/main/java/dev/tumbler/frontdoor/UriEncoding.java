package dev.tumbler.frontdoor;

/** Percent encoding as RFC 3986 has it and as Signature Version 4 wants it, with capital digits. */
final class UriEncoding {
    private static final String UNRESERVED = "-_.~";
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();
    private static final int OCTET = 0xff;
    private static final int NIBBLE = 0xf;
    private static final int HALF = 4;
    private static final int ASCII = 128;

    private UriEncoding() {}

    /**
     * The text that these octets are encoded as.
     *
     * @param kept characters that stay as they are, besides the unreserved ones
     */
    static String encoded(byte[] octets, String kept) {
        StringBuilder encoded = new StringBuilder(octets.length);
        for (byte octet : octets) {
            char character = (char) (octet & OCTET);
            if (isUnreserved(character) || kept.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(DIGITS[character >> HALF]).append(DIGITS[character & NIBBLE]);
            }
        }
        return encoded.toString();
    }

    /** What two hexadecimal digits stand for, or -1. */
    static int octet(byte[] text, int at) {
        if (at + 1 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[at], 16);
        int low = Character.digit(text[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << HALF | low;
    }

    private static boolean isUnreserved(char character) {
        return character < ASCII && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
    }
}
