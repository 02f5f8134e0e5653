package dev.tumbler.conformance;

import java.nio.file.Path;
import java.util.List;
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
        NodePackages.install(SOURCES, FOLDER, SUITE);
    }

    @TestFactory
    Stream<DynamicTest> theSuiteInJavaScript(Endpoint endpoint) throws Exception {
        List<String> suite = List.of("node", "--test-reporter=tap", SUITE);
        return ForeignSuite.checks(Command.run(FOLDER, endpoint.caller().environment(), suite));
    }
}
