package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * A process of a function, which ends when this process ends, even by {@code kill -9}, with all that it has started.
 *
 * <p>A shell is between the two. Its standard input is a pipe whose other end only this process holds; when that is closed,
 * by us or by the kernel, the shell kills the function. It ends when the function does and with the same status.
 */
final class FunctionProcess {
    private static final Logger LOG = Logger.getLogger(FunctionProcess.class);

    /**
     * A session of its own, where there is {@code setsid}, makes the function and its children one group that can be killed.
     * A child that has left the group is found by the address of the Runtime API in its environment, which no other function
     * has. Only Linux shows environments; the shells themselves have it too, but stay in this process's session.
     */
    private static final String SUPERVISE =
            """
            trap '' HUP INT TERM
            exec 3<&0 </dev/null
            session() {
                read -r stat <"/proc/$1/stat" || return
                set -- ${stat##*) }
                echo "$4"
            }
            own=$(session $$ 2>/dev/null)
            sweep() {
                again=
                for each in $(grep -lsF -- "$AWS_LAMBDA_RUNTIME_API" /proc/[0-9]*/environ); do
                    pid=${each#/proc/} pid=${pid%/environ}
                    if [ "$(session "$pid")" != "$own" ]; then kill -s KILL "$pid" && again=yes; fi
                done
            }
            end() {
                kill -s KILL -- "-$child" || kill -s KILL "$child"
                if [ -z "$own" ] || [ -z "$AWS_LAMBDA_RUNTIME_API" ]; then return; fi
                for round in 1 2 3 4 5; do
                    sweep
                    if [ -z "$again" ]; then return; fi
                done
            }
            if command -v setsid >/dev/null; then set -- setsid "$@"; else own=; fi
            "$@" 3<&- &
            child=$!
            (
                while read -r nothing <&3; do :; done
                end
            ) 2>/dev/null &
            watcher=$!
            wait "$child"
            status=$?
            { kill -s KILL "$watcher"; end; } 2>/dev/null
            exit "$status"
            """;

    private final Process supervisor;

    private FunctionProcess(Process supervisor) {
        this.supervisor = supervisor;
    }

    /**
     * Starts a command.
     *
     * @param environment all that it sees; nothing of this process's own
     * @param log what it prints is appended here
     */
    static FunctionProcess start(List<String> command, Map<String, String> environment, Path folder, Path log) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISE, "supervise"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new FunctionProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException("a function cannot be started", failure);
        }
    }

    /** Its exit status, once it has ended. */
    CompletionStage<Integer> ended() {
        return supervisor.onExit().thenApply(Process::exitValue);
    }

    /** The memory that it has now. Beside it there are only shells, which have far less. */
    long residentBytes() {
        return supervisor
                .descendants()
                .mapToLong(ResidentMemory::bytes)
                .max()
                .orElseThrow(() -> new IllegalStateException("the function has ended"));
    }

    void kill() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException closed) {
            LOG.debug("A function had ended before it was killed", closed);
        }
    }
}
