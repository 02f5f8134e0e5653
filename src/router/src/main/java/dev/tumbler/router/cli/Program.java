package dev.tumbler.router.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A program of this machine, run to its end. Of the AWS variables it sees only those that it is given. */
record Program(Path folder, Map<String, String> environment, List<String> command) {

    /** Answers its exit code; every line that it prints goes to the reader at once. */
    int run(Consumer<String> reader) {
        Process process = start();
        AtEnd end = new AtEnd(process::destroy);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            process.getOutputStream().close();
            lines.lines().forEach(reader);
            return process.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while " + name() + " was running", interrupted);
        } finally {
            end.close();
        }
    }

    private Process start() {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new PlainFailure("this needs " + name() + ", which this machine does not find", failure);
        }
    }

    private String name() {
        return command.get(0);
    }
}
