package dev.tumbler.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints figures as a Markdown table, each beside what the machine does. */
final class Report {
    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void note(String text) {
        out.println(text);
        out.flush();
    }

    void head() {
        note("");
        note("| Store | Secrets | What | Callers | Each second | Beside it |");
        note("|---|---:|---|---:|---:|---|");
    }

    /**
     * One figure.
     *
     * @param floor what the machine does in a second
     * @param floorName what that is
     */
    void rate(String store, int secrets, String what, int callers, double rate, double floor, String floorName) {
        note(String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %d | %,.0f | %.3g × %s |",
                store,
                secrets,
                what,
                callers,
                rate,
                rate / floor,
                floorName));
    }
}
