package dev.tumbler.router.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** A router in the background, which outlives the command that started it. */
final class RouterProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LAST_LINES = 10;

    private final Process process;
    private final Path log;

    private RouterProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the application that this very command is part of, with its output in a log in the data folder. */
    static RouterProcess start(ListenAddress address, Path data) {
        Path log = data.resolve("router.log");
        ProcessBuilder builder = new ProcessBuilder(command(address, data))
                .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new RouterProcess(builder.start(), log);
        } catch (IOException failure) {
            throw new PlainFailure("cannot start a router: " + failure.getMessage(), failure);
        }
    }

    /** The same Java and the same application; the launcher says why the serial collector. */
    private static List<String> command(ListenAddress address, Path data) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path application = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        return List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-jar",
                application.toString(),
                "up",
                "--host",
                address.host(),
                "--port",
                Integer.toString(address.port()),
                "--data",
                data.toString());
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }

    /** Asks it to end, and waits until it and its databases have. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while a router was ending", interrupted);
        }
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /** Waits until the router answers its first call. */
    void awaitAnswer(LocalAws aws) {
        try {
            Waiter.builder(GetCallerIdentityResponse.class)
                    .overrideConfiguration(Waiting.upTo(PATIENCE))
                    .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(each -> true))
                    .addAcceptor(WaiterAcceptor.errorOnExceptionAcceptor(each -> !process.isAlive()))
                    .addAcceptor(WaiterAcceptor.retryOnExceptionAcceptor(SdkException.class::isInstance))
                    .build()
                    .run(aws.sts()::getCallerIdentity);
        } catch (SdkException failure) {
            process.destroy();
            throw new PlainFailure("the router did not start; the last lines of " + log + ":\n" + lastLines(), failure);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException failure) {
            return "(it cannot be read: " + failure.getMessage() + ")";
        }
    }
}
