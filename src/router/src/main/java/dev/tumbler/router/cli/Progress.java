package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows that something is under way: a line that moves on a terminal, and elsewhere a plain line now and then. */
final class Progress {
    private static final Duration TERMINAL_PACE = Duration.ofMillis(120);
    private static final Duration PLAIN_PACE = Duration.ofSeconds(5);
    private static final String FRAMES = "|/-\\";
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;

    Progress(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Does the work while telling how long it takes. */
    <T> T during(String what, Supplier<T> work) {
        return during(() -> what, work);
    }

    /** The same with a line that says more as the work goes on. */
    <T> T during(Supplier<String> what, Supplier<T> work) {
        Line line = new Line(what, clock.instant());
        long pace = (terminal ? TERMINAL_PACE : PLAIN_PACE).toMillis();
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
        ScheduledFuture<?> ticking =
                ticks.scheduleAtFixedRate(line::show, terminal ? 0 : pace, pace, TimeUnit.MILLISECONDS);
        try {
            T result = work.get();
            line.end(": done after ");
            return result;
        } catch (RuntimeException failure) {
            line.end(": failed after ");
            throw failure;
        } finally {
            ticking.cancel(false);
            ticks.shutdownNow();
        }
    }

    /** The same for work without a result. */
    void during(String what, Runnable work) {
        during(what, () -> {
            work.run();
            return what;
        });
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }

    /** The line of one piece of work. Its end and a last tick may meet, and nothing is shown after the end. */
    private final class Line {
        private final Supplier<String> what;
        private final Instant started;
        private int frame;
        private boolean ended;

        Line(Supplier<String> what, Instant started) {
            this.what = what;
            this.started = started;
        }

        synchronized void show() {
            if (ended) {
                return;
            }
            if (terminal) {
                out.print(ERASE_LINE + "   " + FRAMES.charAt(frame++ % FRAMES.length()) + " " + what.get() + " "
                        + elapsed());
            } else {
                out.println("   " + what.get() + ": " + elapsed());
            }
            out.flush();
        }

        synchronized void end(String outcome) {
            ended = true;
            out.println((terminal ? ERASE_LINE : "") + "   " + what.get() + outcome + elapsed());
            out.flush();
        }

        private String elapsed() {
            Duration elapsed = Duration.between(started, clock.instant());
            return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
        }
    }
}
