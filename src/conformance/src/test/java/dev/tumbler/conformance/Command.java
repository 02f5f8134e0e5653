package dev.tumbler.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs programs that the machine may have. */
public final class Command {
    private Command() {}

    /** How a program ended, and what it printed on either stream. */
    public record Ended(int exitCode, String output) {}

    public static void assumeInstalled(String program) {
        assumeTrue(installed(program), program + " is not installed");
    }

    static void assumePython(String module) throws IOException, InterruptedException {
        assumeInstalled("python3");
        int found = run(Map.of(), "python3", "-c", "import " + module).exitCode();
        assumeTrue(found == 0, "python3 is installed without " + module);
    }

    static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /** In the tests' own folder. Of the AWS variables, a program sees only those it is given. */
    public static Ended run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return run(Path.of(""), environment, List.of(command));
    }

    static Ended run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(each -> each.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
