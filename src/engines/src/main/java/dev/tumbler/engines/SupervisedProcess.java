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
     * and the order of the shutdown stays ours. Once the pipe is closed the orderly signal is repeated: a child that has
     * only just been started ignores it until its handlers are in place.
     */
    private static final String SUPERVISE =
            """
            trap '' HUP INT TERM
            orderly=$1 forced=$2
            shift 2
            exec 3<&0 </dev/null
            if command -v setsid >/dev/null; then set -- setsid "$@"; fi
            "$@" 3<&- &
            child=$!
            (
                while read -r signal <&3; do kill -s "$signal" "$child"; done
                patience=30
                while [ "$patience" -gt 0 ] && kill -s "$orderly" "$child"; do
                    sleep 1
                    patience=$((patience - 1))
                done
                kill -s "$forced" "$child"
            ) 2>/dev/null &
            watcher=$!
            wait "$child"
            status=$?
            kill -s KILL "$watcher"
            exit "$status"
            """;

    private static final Duration PROGRAM_PATIENCE = Duration.ofMinutes(2);
    private static final Duration ORDERLY_SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration FORCED_SHUTDOWN = Duration.ofSeconds(10);

    private final Process supervisor;
    private final Shutdown shutdown;
    private volatile boolean stopping;

    private SupervisedProcess(Process supervisor, Shutdown shutdown) {
        this.supervisor = supervisor;
        this.shutdown = shutdown;
    }

    /** Starts a command; what it prints is appended to the log. */
    static SupervisedProcess start(List<String> command, Shutdown shutdown, Path log) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISE, "supervise"));
        line.addAll(List.of(shutdown.orderly(), shutdown.forced()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ChildEnvironment.apply(builder, log.toAbsolutePath().getParent());
        try {
            return new SupervisedProcess(builder.start(), shutdown);
        } catch (IOException e) {
            throw new ServerException("cannot start a process: " + e.getMessage(), e);
        }
    }

    /** A command that reads a file from its standard input, which is the supervisor's to give away. */
    static List<String> reading(Path input, List<String> command) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" <\"$0\"", input.toString()));
        line.addAll(command);
        return line;
    }

    /** Runs a program that ends by itself, and waits on the calling thread; fails unless it succeeds. */
    static void run(String name, List<String> command, Shutdown shutdown, Path log) throws IOException {
        SupervisedProcess program = start(command, shutdown, log);
        if (!program.endsWithin(PROGRAM_PATIENCE)) {
            program.stop();
            throw new ServerException(name + " did not end within " + PROGRAM_PATIENCE);
        }
        if (program.status() != 0) {
            throw new ServerException(name + " failed: " + ServerLog.reason(log));
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

    /** Asks for the orderly shutdown, then for the forced one, and waits on the calling thread. */
    void stop() {
        stopping = true;
        signal(shutdown.orderly());
        if (endsWithin(ORDERLY_SHUTDOWN)) {
            return;
        }
        LOG.warnf("process %d does not end in %s, using force", supervisor.pid(), ORDERLY_SHUTDOWN);
        signal(shutdown.forced());
        if (!endsWithin(FORCED_SHUTDOWN)) {
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
