package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** What the processes of a function see, leave and report. */
class FunctionProcessTest {
    private static final Set<String> ALLOWED = Set.of(
            "PATH",
            "HOME",
            "TMPDIR",
            "LANG",
            "TZ",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_",
            "FOLDER",
            "_HANDLER",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    @TempDir
    Path folder;

    private LambdaFixture lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaFixture(folder.resolve("functions"));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private void create(String name, String script) {
        lambda.create(each -> each.functionName(name)
                .environment(environment -> environment.variables(Map.of("FOLDER", folder.toString())))
                .code(code -> code.zipFile(SdkBytes.fromByteArray(Zips.bootstrap(script)))));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void assumeLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    }

    /** The one that follows a file of this test; no other program does. */
    private boolean strayRuns() {
        return ProcessHandle.allProcesses()
                .anyMatch(each -> each.info().commandLine().orElse("").contains(stray().toString()));
    }

    private Path stray() {
        return folder.resolve("stray");
    }

    @Test
    void aChildInASessionOfItsOwnIsKilledWithItsFunction() throws IOException {
        assumeLinux();
        Files.createFile(stray());
        create("forks", "setsid tail -f \"$FOLDER/stray\" & exec sleep 600");
        lambda.send("forks", "1");
        await("the child runs", this::strayRuns);
        lambda.lambda.close();
        await("the child has ended", () -> !strayRuns());
    }

    @Test
    void aChildInASessionOfItsOwnEndsWhenItsFunctionEnds() throws IOException {
        assumeLinux();
        Files.createFile(stray());
        create(
                "ends",
                "setsid tail -f \"$FOLDER/stray\" & while ! [ -e \"$FOLDER/enough\" ]; do sleep 0.05; done; exit 3");
        lambda.send("ends", "1");
        await("the child runs", this::strayRuns);
        Files.createFile(folder.resolve("enough"));
        await("the child has ended", () -> !strayRuns());
    }

    @Test
    void everyProcessOfAFunctionSeesOnlyItsOwnVariables() throws IOException {
        assumeLinux();
        Puppet puppet = new Puppet(folder);
        puppet.create(lambda, 20);
        lambda.send(Puppet.NAME, "1");
        String address = puppet.address();

        List<ProcessHandle> chain = ProcessHandle.current()
                .descendants()
                .filter(each -> environment(each).contains("AWS_LAMBDA_RUNTIME_API=" + address))
                .toList();

        assertThat(chain).hasSizeGreaterThan(1);
        assertThat(chain).allSatisfy(each -> assertThat(unexpected(each)).isEmpty());
    }

    private static Set<String> unexpected(ProcessHandle process) {
        Set<String> names = new TreeSet<>();
        environment(process).stream()
                .map(each -> each.replaceFirst("(?s)=.*", ""))
                .filter(name -> !name.isEmpty() && !name.startsWith("AWS_") && !ALLOWED.contains(name))
                .forEach(names::add);
        return names;
    }

    private static List<String> environment(ProcessHandle process) {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "environ");
        try {
            return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1));
        } catch (FileSystemException ended) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void aFunctionThatFailsLeavesALineWithItsLogAndNotItsPayload() throws Exception {
        Logger logger = Logger.getLogger(Sandbox.class.getName());
        Lines lines = new Lines();
        logger.addHandler(lines);
        try {
            Puppet puppet = new Puppet(folder);
            puppet.create(lambda, 20);
            lambda.send(Puppet.NAME, "1");
            String address = puppet.address();
            String id = Puppet.requestId(puppet.next(address));
            puppet.post(
                    address,
                    "invocation/" + id + "/error",
                    "{\"errorMessage\":\"hunter2\",\"errorType\":\"ValueError\"}");
            await("the line", () -> !lines.all.isEmpty());
        } finally {
            logger.removeHandler(lines);
        }
        assertThat(lines.all).hasSize(1);
        assertThat(lines.all.get(0))
                .startsWith("Function puppet failed with ValueError; its log is " + folder.resolve("functions"))
                .endsWith(".log")
                .doesNotContain("hunter2");
    }

    @Test
    void onlyTheTypeOfAnErrorIsShown() {
        assertThat(type("{\"trace\":[{\"errorType\":\"x\"}],\"errorType\":\"java.lang.Error\"}"))
                .isEqualTo("java.lang.Error");
        assertThat(Stream.of(
                        "{\"errorType\":\"two\\nlines\"}",
                        "{\"errorType\":{\"a\":1}}",
                        "{\"errorType\":\"" + "x".repeat(200) + "\"}",
                        "[]",
                        "{}",
                        "",
                        "no json"))
                .allSatisfy(each -> assertThat(type(each)).isEqualTo("an error"));
    }

    private static String type(String error) {
        return FunctionFailure.type(error.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Lines extends Handler {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            all.add(line.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
