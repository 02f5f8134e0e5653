package dev.tumbler.router.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the workflow of a rotation as Step Functions does, by an interpreter that npm installs beside the build's results. */
final class WorkflowInterpreter {
    private static final String LOCK = "package-lock.json";
    private static final List<String> FILES = List.of("package.json", LOCK, ".npmrc", "run.mjs");
    private static final List<String> INSTALL = List.of(
            "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1");
    private static final int SUCCEEDED = 0;
    private static final int FAILED = 3;

    private final SourceTree tree;
    private final Path folder;

    WorkflowInterpreter(SourceTree tree) {
        this.tree = tree;
        this.folder = tree.at("target/workflow");
    }

    /** Installs what the lock file says, unless that is there. */
    void install() {
        try {
            boolean installed = isInstalled();
            Files.createDirectories(folder);
            for (String file : FILES) {
                Files.copy(source(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!installed) {
                runNpm();
            }
        } catch (IOException failure) {
            throw new PlainFailure(
                    "cannot install the interpreter in " + folder + ": " + failure.getMessage(), failure);
        }
    }

    private Path source(String file) {
        return tree.at("src/workflow").resolve(file);
    }

    /** npm writes a lock file of its own when it is done. */
    private boolean isInstalled() throws IOException {
        Path lock = folder.resolve(LOCK);
        return Files.exists(folder.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, source(LOCK)) < 0;
    }

    private void runNpm() {
        List<String> said = new ArrayList<>();
        if (new Program(folder, Map.of(), INSTALL).run(said::add) != 0) {
            throw new PlainFailure("npm cannot install the interpreter of the workflow:\n" + String.join("\n", said));
        }
    }

    /**
     * Whether the workflow succeeded. Nothing is waited for on the way, neither before retries nor in between.
     *
     * @param functions the ARN of each step's function, by the name that it has in the definition
     * @param line hears what happens
     */
    boolean run(LocalAws aws, Map<String, String> functions, JsonObject input, Consumer<String> line) {
        List<String> command = List.of(
                "node",
                // the SDK says which Node its later releases will need; the lock file keeps to this one
                "--no-warnings",
                "run.mjs",
                tree.at("infra/state-machine.asl.json").toString(),
                new JsonObject(Map.copyOf(functions)).encode(),
                input.encode(),
                "--hurry");
        int exitCode = new Program(folder, aws.environment(), command).run(line);
        return switch (exitCode) {
            case SUCCEEDED -> true;
            case FAILED -> false;
            default -> throw new PlainFailure("the interpreter broke off; what it said stands above");
        };
    }
}
