package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo kills its router in the middle of a rotation, and fails if that rotation does not end well. */
@OneProcess
class DemoRotationIT {

    @Test
    void theStoryIsToldToItsEnd() throws Exception {
        Command.Ended told =
                Command.run(Map.of(), System.getProperty("tumbler.launcher"), "demo", "rotation", "--rotations", "2");

        assertThat(told.exitCode()).as(told.output()).isZero();
        assertThat(told.output())
                .contains("2 of 2")
                .contains("killed: the database has the new password, the secret still shows the old one")
                .contains("until the schedule rotates: done")
                .contains("logins were refused for, at most")
                .endsWith("The router, its database and its folder are gone.\n");
    }
}
