package dev.tumbler.router.cli;

import java.io.PrintWriter;

/** What a demo tells on the terminal as it goes on: numbered titles, and lines under each. */
final class Narration {
    private static final String INDENT = "   ";

    private final PrintWriter out;
    private int titles;

    Narration(PrintWriter out) {
        this.out = out;
    }

    void title(String text) {
        titles++;
        out.println();
        out.println(titles + ". " + text);
        out.flush();
    }

    /** With the command that does the same. */
    void title(String text, String command) {
        title(text);
        say("$ " + command);
    }

    void say(String line) {
        out.println(INDENT + line);
        out.flush();
    }
}
