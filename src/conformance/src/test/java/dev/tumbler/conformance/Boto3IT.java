package dev.tumbler.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets Manager as Python's boto3 sees it, on a machine that has boto3. */
@ExtendWith(SharedEndpoint.class)
class Boto3IT {
    @BeforeAll
    static void findBoto3() throws Exception {
        assumeTrue(Command.installed("python3"), "python3 is not installed");
        int found = Command.run(Map.of(), "python3", "-c", "import boto3").exitCode();
        assumeTrue(found == 0, "python3 is installed without boto3");
    }

    @TestFactory
    Stream<DynamicTest> theSuiteInPython(Endpoint endpoint) throws Exception {
        return ForeignSuite.checks(
                Command.run(endpoint.caller().environment(), "python3", "src/test/python/secretsmanager_suite.py"));
    }
}
