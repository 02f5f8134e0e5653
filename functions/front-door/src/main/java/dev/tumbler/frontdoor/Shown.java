package dev.tumbler.frontdoor;

/** Text of a stranger as an answer or the log may show it: short, and nothing in it but plain characters. */
final class Shown {
    private static final int LONGEST = 100;
    private static final String PLAIN = "-_.:/+,= ";

    private Shown() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(LONGEST).forEach(each -> shown.append(isPlain((char) each) ? (char) each : '?'));
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }

    private static boolean isPlain(char each) {
        return each < 128 && (Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0);
    }
}
