package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pastes each session of the README into a shell as one block, and compares what it prints with what the README prints. */
@OwnRouter
class ReadmeSessionIT {
    private static final Path ROOT =
            Path.of(System.getProperty("tumbler.launcher")).getParent();
    private static final int PATIENCE_MINUTES = 15;
    private static List<PrintedBlock> blocks;
    private static RouterProcess router;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path logs) throws IOException {
        Command.assumeInstalled("aws");
        Command.assumeInstalled("bash");
        blocks = PrintedBlock.of(ROOT, Path.of("README.md"));
        router = RouterProcess.startInMemory(logs.resolve("router.log"));
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
    }

    @Test
    void aManagedPasswordRotates() throws Exception {
        Command.assumeInstalled("psql");
        assertRunsAsPrinted("A session");
    }

    @Test
    void aFunctionRotates() throws Exception {
        Command.assumeInstalled("zip");
        Command.assumeInstalled("python3");
        assertRunsAsPrinted("Your own rotation function");
    }

    private void assertRunsAsPrinted(String section) throws Exception {
        String printed = PrintedBlock.only(blocks, section, "text").text();
        String said = pasted(PrintedBlock.only(blocks, section, "sh").text());
        assertThat(withoutIds(said))
                .as(said)
                .containsSubsequence(withoutIds(printed).toArray(String[]::new));
    }

    /** Typed into a shell all at once; the router of the test has another port, and files another folder. */
    private String pasted(String block) throws Exception {
        int port = router.endpoint().getPort();
        String typed = "eval \"$(./tumbler env)\"\n" + block;
        Path input = Files.writeString(
                folder.resolve("typed"),
                typed.replaceAll("\\./tumbler \\w+", "$0 --port " + port)
                        .replace("$PWD/target/", folder + "/")
                        .replaceAll("(?<!\\w)target/", folder + "/"));
        Path output = folder.resolve("printed");
        ProcessBuilder shell = new ProcessBuilder("bash", "-o", "history", "-o", "histexpand")
                .directory(ROOT.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().keySet().removeIf(each -> each.startsWith("AWS_"));
        shell.environment().put("HISTFILE", "");
        shell.environment().put("XDG_STATE_HOME", RouterProcess.STATE.toString());
        Process process = shell.start();
        process.onExit()
                .orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
                .whenComplete((done, failure) -> process.destroyForcibly())
                .join();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** The lines, with what differs from run to run left out: numbers, ids, passwords, how the router runs, widths of columns. */
    private static List<String> withoutIds(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-\\w{6})?", "ID")
                .replaceAll(":secret:(\\w+)-\\w{6}\"", ":secret:$1-ID\"")
                .replaceAll("(password\\\\?\":\\\\?\").*?(\\\\?\")", "$1PASSWORD$2")
                .replaceAll("(?m)^(data|mode|clock) .*$", "$1 HOW")
                .replaceAll("\\d+(\\.\\d+)*", "N")
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
