package dev.tumbler.conformance;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets Manager as the AWS SDK for JavaScript sees it, on a machine that has Node and can get the SDK. */
@ExtendWith(SharedEndpoint.class)
class JavaScriptIT {
    private static final Path SOURCES = Path.of("src/test/javascript");
    private static final String SUITE = "secretsmanager-suite.js";

    /** The SDK is installed here, apart from the sources. */
    private static final Path FOLDER = Path.of("target/javascript");

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Command.installed("node") && Command.installed("npm"), "node and npm are not installed");
        copySources();
        List<String> install = List.of(
                "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--fetch-retries=1");
        Command.Ended installation = Command.run(FOLDER, Map.of(), install);
        assumeTrue(installation.exitCode() == 0, "npm cannot get the SDK: " + installation.output());
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER);
        for (String name : List.of("package.json", "package-lock.json", ".npmrc", SUITE)) {
            Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), REPLACE_EXISTING);
        }
    }

    @TestFactory
    Stream<DynamicTest> theSuiteInJavaScript(Endpoint endpoint) throws Exception {
        List<String> suite = List.of("node", "--test-reporter=tap", SUITE);
        return ForeignSuite.checks(Command.run(FOLDER, endpoint.caller().environment(), suite));
    }
}
