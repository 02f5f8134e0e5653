package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcome of a short command.
 *
 * @param output what it printed, without surrounding space
 */
record Command(int status, String output) {
    private static final File NOTHING = new File("/dev/null");
    private static final Path HOME = Path.of("/");
    private static final int NOT_STARTED = 127;

    /** Whether this process may do anything; some programs refuse that. */
    static boolean runsAsRoot() {
        return run("id", "-u").output().equals("0");
    }

    /** Runs a command that ends by itself in a moment; waits on the calling thread. */
    static Command run(String... line) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(line))
                    .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                    .redirectErrorStream(true);
            ChildEnvironment.apply(builder, HOME);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Command(NOT_STARTED, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while running " + line[0], e);
        }
    }
}
