package dev.tumbler.router.cli;

import dev.tumbler.standins.lambda.ColdStart;
import dev.tumbler.standins.lambda.InstalledFunction;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What was seen of one function, a fresh process each time, printed as a row of a Markdown table. */
final class ColdFigures {
    private final InstalledFunction function;
    private final String size;
    private final byte[] event;
    private final List<ColdStart> seen = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param size of its zip
     */
    ColdFigures(InstalledFunction function, String size, byte[] event) {
        this.function = function;
        this.size = size;
        this.event = event;
    }

    InstalledFunction function() {
        return function;
    }

    byte[] event() {
        return event;
    }

    void add(ColdStart start) {
        seen.add(start);
    }

    static void printHead(PrintWriter out) {
        out.println();
        out.println(
                "| Function | Form | Zip | Start: best, p50 | First answer: best, p50 | Later ones: best, p50 | Memory |");
        out.println("|---|---|---:|---:|---:|---:|---:|");
    }

    /**
     * Each p50 beside what the machine does.
     *
     * @param nothing the start and end of a process that does nothing
     * @param login one login at the database
     */
    void print(PrintWriter out, Duration nothing, Duration login) {
        out.printf(
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                function.name(),
                function.form(),
                size,
                beside(ColdStart::start, nothing, "true"),
                beside(ColdStart::first, login, "login"),
                beside(each -> Percentiles.of(each.steady()).at(50), login, "login"),
                megabytes(memory()));
    }

    private String beside(Function<ColdStart, Duration> figure, Duration floor, String unit) {
        Percentiles times = Percentiles.of(seen.stream().map(figure).toList());
        return String.format(
                Locale.ROOT,
                "%s, %s, %.1f × %s",
                Percentiles.shown(times.at(0)),
                Percentiles.shown(times.at(50)),
                Percentiles.milliseconds(times.at(50)) / Percentiles.milliseconds(floor),
                unit);
    }

    private long memory() {
        return seen.stream()
                .mapToLong(ColdStart::residentBytes)
                .sorted()
                .skip(seen.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
    }
}
