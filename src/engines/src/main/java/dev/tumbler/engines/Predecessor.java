package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.nio.file.Path;
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
 * <p>It is found by its command line, not by {@code postmaster.pid}: the number in there may belong to anybody by now,
 * and a server that has only just been started has not written it yet.
 */
final class Predecessor {
    private static final Logger LOG = Logger.getLogger(Predecessor.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);

    private Predecessor() {}

    /** Returns once no server runs on the data; waits on the calling thread. */
    static void end(Path data) {
        if (!ended(data, "INT", FAST_SHUTDOWN) && !ended(data, "QUIT", IMMEDIATE_SHUTDOWN)) {
            throw new ServerException("an earlier server on " + data + " does not end");
        }
    }

    private static boolean ended(Path data, String signal, Duration patience) {
        List<ProcessHandle> found = find(data);
        for (ProcessHandle process : found) {
            LOG.infof(
                    "an earlier server on %s is still there: sending SIG%s to process %d", data, signal, process.pid());
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
    private static List<ProcessHandle> find(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> serves(process.info(), data))
                .toList();
    }

    private static boolean serves(ProcessHandle.Info info, Path data) {
        List<String> line = new ArrayList<>();
        info.command().ifPresent(line::add);
        Optional<String[]> arguments = info.arguments();
        arguments.ifPresent(each -> Collections.addAll(line, each));
        int place = Collections.indexOfSubList(line, List.of("-D", data.toString()));
        return place > 0 && line.get(place - 1).endsWith("/bin/postgres");
    }
}
