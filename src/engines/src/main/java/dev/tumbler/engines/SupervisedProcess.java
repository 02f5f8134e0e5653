package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A child process that ends when this process ends, even by {@code kill -9}.
 *
 * <p>A shell stands between the two. Its standard input is a pipe whose other end only this process holds, so the kernel
 * closes it whatever happens here, and the shell then shuts its child down. While the pipe is open it carries the names
 * of signals to send. The shell ends when its child does and with the same status.
 */
final class SupervisedProcess {
    private static final Logger LOG = Logger.getLogger(SupervisedProcess.class);

    /**
     * The child gets a session of its own where that can be had, so that Ctrl-C in a terminal reaches this process alone
     * and the order of the shutdown stays ours. Once the pipe is closed SIGINT is repeated: a child that has only just
     * been started ignores it until its handlers are in place.
     */
    private static final String SUPERVISE =
            """
            trap '' HUP INT TERM
            exec 3<&0 </dev/null
            if command -v setsid >/dev/null; then set -- setsid "$@"; fi
            "$@" 3<&- &
            child=$!
            (
                while read -r signal <&3; do kill -s "$signal" "$child"; done
                patience=30
                while [ "$patience" -gt 0 ] && kill -s INT "$child"; do
                    sleep 1
                    patience=$((patience - 1))
                done
                kill -s QUIT "$child"
            ) 2>/dev/null &
            watcher=$!
            wait "$child"
            status=$?
            kill -s KILL "$watcher"
            exit "$status"
            """;

    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);

    private final Process supervisor;
    private volatile boolean stopping;

    private SupervisedProcess(Process supervisor) {
        this.supervisor = supervisor;
    }

    /** Starts a command; what it prints is appended to the log. */
    static SupervisedProcess start(List<String> command, Path log) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISE, "supervise"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new SupervisedProcess(builder.start());
        } catch (IOException e) {
            throw new ServerException("cannot start a process: " + e.getMessage(), e);
        }
    }

    boolean alive() {
        return supervisor.isAlive();
    }

    /** Whether its end was asked for. */
    boolean stopping() {
        return stopping;
    }

    int status() {
        return supervisor.exitValue();
    }

    CompletableFuture<Process> onExit() {
        return supervisor.onExit();
    }

    /** Waits on the calling thread. */
    boolean endsWithin(Duration patience) {
        try {
            return supervisor.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while a process was ending", e);
        }
    }

    /** Asks for PostgreSQL's fast shutdown, then for the immediate one, and waits on the calling thread. */
    void stop() {
        stopping = true;
        signal("INT");
        if (endsWithin(FAST_SHUTDOWN)) {
            return;
        }
        LOG.warnf("process %d does not end in %s, using force", supervisor.pid(), FAST_SHUTDOWN);
        signal("QUIT");
        if (!endsWithin(IMMEDIATE_SHUTDOWN)) {
            throw new ServerException("process " + supervisor.pid() + " does not end");
        }
    }

    private void signal(String name) {
        OutputStream pipe = supervisor.getOutputStream();
        try {
            pipe.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // the reader of the pipe ends a moment after its child: then there is nobody left to signal
            LOG.debugf(e, "process %d has ended before SIG%s", supervisor.pid(), name);
        }
    }
}
