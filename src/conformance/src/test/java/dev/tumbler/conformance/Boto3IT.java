package dev.tumbler.conformance;

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
        Command.assumePython("boto3");
    }

    @TestFactory
    Stream<DynamicTest> theSuiteInPython(Endpoint endpoint) throws Exception {
        return ForeignSuite.checks(
                Command.run(endpoint.caller().environment(), "python3", "src/test/python/secretsmanager_suite.py"));
    }
}
