package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.embedded.StoreLockedException;
import java.net.BindException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class StartFailureTest {
    private final StartFailure startFailure = new StartFailure(new ListenAddress("127.0.0.1", 4566));

    @Test
    void aPortThatWasTakenInTheLastMomentIsOneLine() {
        RuntimeException failure =
                new RuntimeException("Unable to start HTTP server", new BindException("Address already in use"));

        assertThat(startFailure.explain(failure))
                .contains("port 4566 on 127.0.0.1 is taken by another program; choose another one with --port");
    }

    @Test
    void aSecondRouterOnOneDataFolderIsOneLine() {
        RuntimeException failure =
                new RuntimeException("Failed to start", new StoreLockedException(Path.of("/data"), null));

        assertThat(startFailure.explain(failure)).contains("The data folder /data is in use by another process.");
    }

    @Test
    void aTableThatCannotBeReachedIsOneLine() {
        RuntimeException failure =
                new RuntimeException("Failed to start", SdkClientException.create("Connection refused\nTry again"));

        assertThat(startFailure.explain(failure)).contains("the DynamoDB table cannot be used: Connection refused");
    }

    @Test
    void aFailureThatNobodyForesawHasNoLine() {
        assertThat(startFailure.explain(new IllegalStateException("broken", new NullPointerException())))
                .isEmpty();
    }
}
