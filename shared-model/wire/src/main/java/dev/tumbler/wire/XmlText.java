package dev.tumbler.wire;

/** The characters that XML 1.0 has. */
final class XmlText {
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;
    private static final int FIRST_AFTER_SURROGATES = 0xE000;
    private static final int LAST_OF_BASIC_PLANE = 0xFFFD;

    private XmlText() {}

    /** The text without what no XML document can carry, not even escaped: most control characters, half pairs. */
    static String carried(String text) {
        if (text.codePoints().allMatch(XmlText::has)) {
            return text;
        }
        StringBuilder carried = new StringBuilder(text.length());
        text.codePoints().filter(XmlText::has).forEach(carried::appendCodePoint);
        return carried.toString();
    }

    private static boolean has(int codePoint) {
        if (codePoint < ' ') {
            return codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        }
        return codePoint <= LAST_BEFORE_SURROGATES
                || (codePoint >= FIRST_AFTER_SURROGATES && codePoint <= LAST_OF_BASIC_PLANE)
                || codePoint > Character.MAX_VALUE;
    }
}
