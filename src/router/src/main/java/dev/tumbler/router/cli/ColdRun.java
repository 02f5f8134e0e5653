package dev.tumbler.router.cli;

import dev.tumbler.standins.lambda.ColdStart;
import dev.tumbler.standins.lambda.ColdStarts;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Starts functions in turn, and between them what they are compared with, so that a busy minute strikes all alike. */
final class ColdRun {
    private final ColdStarts starts;
    private final Supplier<Duration> login;
    private final int invocations;
    private final List<ColdFigures> functions = new ArrayList<>();
    private final List<Duration> nothing = new ArrayList<>();
    private final List<Duration> logins = new ArrayList<>();

    /**
     * Without functions yet.
     *
     * @param login logs in once, and says how long it took
     * @param invocations of each process after its first
     */
    ColdRun(ColdStarts starts, Supplier<Duration> login, int invocations) {
        this.starts = starts;
        this.login = login;
        this.invocations = invocations;
    }

    /** Takes a function in after one start that is not counted: its files are in memory then. */
    void add(ColdFigures function) {
        start(function);
        functions.add(function);
    }

    void repeat(int processes) {
        logIn();
        for (int process = 0; process < processes; process++) {
            nothing.add(starts.ofNothing());
            logins.addAll(logIn());
            functions.forEach(each -> each.add(start(each)));
        }
    }

    private ColdStart start(ColdFigures function) {
        return starts.once(function.function(), function.event(), 1 + invocations);
    }

    /** As often as a function is asked. */
    private List<Duration> logIn() {
        List<Duration> times = new ArrayList<>();
        for (int time = 0; time < invocations; time++) {
            times.add(login.get());
        }
        return times;
    }

    void print(PrintWriter out, String server) {
        Percentiles ofNothing = Percentiles.of(nothing);
        Percentiles ofLogins = Percentiles.of(logins);
        out.printf(
                "%d processors; processes of each function: %d; invocations of each process: %d%n",
                Runtime.getRuntime().availableProcessors(), nothing.size(), 1 + invocations);
        out.printf("/bin/true started and ended: best %s, p50 %s%n", shown(ofNothing, 0), shown(ofNothing, 50));
        out.printf("one login, %s: best %s, p50 %s%n", server, shown(ofLogins, 0), shown(ofLogins, 50));
        ColdFigures.printHead(out);
        functions.forEach(each -> each.print(out, ofNothing.at(50), ofLogins.at(50)));
        out.flush();
    }

    private static String shown(Percentiles times, int hundredths) {
        return Percentiles.shown(times.at(hundredths));
    }
}
