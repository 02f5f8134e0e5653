package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A server on the same data that an earlier process of ours started. It is shutting down, for its pipe is closed, but it
 * may not be done, or its supervisor may have been killed too.
 *
 * <p>It is found by its command line, not by the file in which it keeps its number: that may belong to anybody by now,
 * and a server that has only just been started has not written it yet.
 *
 * @param program the end of its path
 * @param arguments its first ones, which name the data
 */
record Predecessor(String program, List<String> arguments, Shutdown shutdown) {
    private static final Logger LOG = Logger.getLogger(Predecessor.class);
    private static final Duration ORDERLY_SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration FORCED_SHUTDOWN = Duration.ofSeconds(10);

    /** Returns once no server runs on the data; waits on the calling thread. */
    void end() {
        if (!ended(shutdown.orderly(), ORDERLY_SHUTDOWN) && !ended(shutdown.forced(), FORCED_SHUTDOWN)) {
            throw new ServerException("an earlier server does not end: " + line());
        }
    }

    private String line() {
        return program + " " + String.join(" ", arguments);
    }

    private boolean ended(String signal, Duration patience) {
        List<ProcessHandle> found = find();
        for (ProcessHandle process : found) {
            LOG.infof(
                    "an earlier server is still there: sending SIG%s to process %d, %s", signal, process.pid(), line());
            Command.run("/bin/kill", "-s", signal, Long.toString(process.pid()));
        }
        CompletableFuture<?>[] exits = found.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        return within(patience, CompletableFuture.allOf(exits));
    }

    private static boolean within(Duration patience, CompletableFuture<Void> exits) {
        try {
            exits.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.debugf(e, "no end within %s", patience);
            return false;
        } catch (ExecutionException e) {
            throw new ServerException("cannot wait for an earlier server to end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while an earlier server was ending", e);
        }
    }

    /** The server and its supervisor, whose command line holds the server's. */
    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses()
                .filter(process -> serves(process.info()))
                .toList();
    }

    private boolean serves(ProcessHandle.Info info) {
        List<String> line = new ArrayList<>();
        info.command().ifPresent(line::add);
        Optional<String[]> given = info.arguments();
        given.ifPresent(each -> Collections.addAll(line, each));
        int place = Collections.indexOfSubList(line, arguments);
        return place > 0 && line.get(place - 1).endsWith(program);
    }
}
