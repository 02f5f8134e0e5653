package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo runs the functions as they are deployed, and fails if a run of the workflow ends otherwise than it tells. */
@OneProcess
class DemoWorkflowIT {

    @Test
    @Tag("nightly")
    void theStoryIsToldToItsEnd() throws Exception {
        assumeTrue(Command.installed("node") && Command.installed("npm"), "node and npm are not installed");

        Command.Ended told = Command.run(Map.of(), System.getProperty("tumbler.launcher"), "demo", "workflow");

        assumeTrue(!told.output().contains("npm cannot install"), told.output());
        assertThat(told.exitCode()).as(told.output()).isZero();
        assertThat(told.output())
                .contains(
                        "DryRunSucceeded", "RotationSucceeded", "RemovePending", "login with the old password: refused")
                .endsWith("The router, its database and its folder are gone.\n");
    }
}
