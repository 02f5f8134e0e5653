package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary folders of processes that a signal ended. */
@OneProcess
class PassingFolderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path ENGINES = Path.of("target", "engines").toAbsolutePath();

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    /** A process with a folder for temporary files that no other test looks into. */
    private Process start(Path output, String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Stream.concat(interruptible(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        command.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary);
        command.environment().put("TUMBLER_ENGINES", ENGINES.toString());
        Process process = command.start();
        started.add(process);
        return process;
    }

    /** What a shell starts in the background ignores SIGINT, and so do its children unless they are told otherwise. */
    private static Stream<String> interruptible() {
        Stream<String> launcher = Stream.of(System.getProperty("tumbler.launcher"));
        return System.getProperty("os.name").equals("Linux")
                ? Stream.concat(Stream.of("env", "--default-signal=INT"), launcher)
                : launcher;
    }

    private Process startRouter(String name) throws IOException {
        Path output = folder.resolve(name);
        Process router = start(output, "up", "--memory", "--port", "0");
        awaitLine(output, "ready ", router);
        return router;
    }

    private static void awaitLine(Path output, String text, Process process) {
        Await.until("'" + text + "' in " + output, PATIENCE, () -> {
            assertThat(process.isAlive()).as(read(output)).isTrue();
            return read(output).contains(text);
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("temporary"))) {
            return files.filter(each -> each.getFileName().toString().startsWith("tumbler"))
                    .toList();
        }
    }

    private static void send(String signal, Process process) throws Exception {
        Command.Ended sent = Command.run(Map.of(), "kill", "-" + signal, Long.toString(process.pid()));
        assertThat(sent.exitCode()).as(sent.output()).isZero();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void endWhatRuns() {
        started.stream().flatMap(Process::descendants).forEach(ProcessHandle::destroyForcibly);
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theNextRouterSweepsWhatAKilledOneLeftAndKeepsThatOfALivingOne() throws Exception {
        Process killed = startRouter("killed");
        createDatabase(folder.resolve("killed"));
        List<Path> ofKilled = left();
        assertThat(ofKilled).hasSize(1);
        Process living = startRouter("living");
        assertThat(left()).hasSize(2);
        send("KILL", killed);
        assertThat(left()).hasSize(2);

        Process next = start(folder.resolve("next"), "up", "--port", "0", "--data", folder + "/data");
        awaitLine(folder.resolve("next"), "ready ", next);

        assertThat(left()).hasSize(1).doesNotContainAnyElementsOf(ofKilled);
        send("TERM", living);
        assertThat(left()).isEmpty();
    }

    private static void createDatabase(Path output) {
        URI endpoint = URI.create(read(output)
                .lines()
                .filter(line -> line.startsWith("ready "))
                .findFirst()
                .orElseThrow()
                .substring("ready ".length()));
        try (AwsClients aws = AwsClients.of(Caller.local(endpoint))) {
            ManagedInstance.begin(aws, "passing", "postgres").awaitAvailable();
        }
    }

    @Test
    void ctrlCInADemoLeavesNoFolderAndNoProcess() throws Exception {
        Path output = folder.resolve("demo");
        Process demo = start(output, "demo", "rotation", "--rotations", "1000");
        awaitLine(output, "Rotate 1000 times", demo);
        assertThat(left()).hasSize(1);
        List<ProcessHandle> children = demo.descendants().toList();
        assertThat(children).isNotEmpty();

        send("INT", demo);

        assertThat(left()).as(read(output)).isEmpty();
        Await.until("the processes of the demo end", PATIENCE, () -> children.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void ctrlCInABenchmarkLeavesNoFolder() throws Exception {
        Path output = folder.resolve("bench");
        Process bench = start(output, "bench", "store");
        awaitLine(output, "embedded", bench);
        assertThat(left()).hasSize(1);

        send("INT", bench);

        assertThat(left()).as(read(output)).isEmpty();
    }
}
