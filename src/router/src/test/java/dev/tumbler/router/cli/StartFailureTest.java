package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.embedded.StoreLockedException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class StartFailureTest {
    private final StartFailure startFailure = new StartFailure(ListenAddress.anyFree());

    @Test
    void aPortThatWasTakenInTheLastMomentIsOneLine() {
        RuntimeException failure =
                new RuntimeException("Unable to start HTTP server", new BindException("Address already in use"));

        assertThat(startFailure.explain(failure)).hasValueSatisfying(line -> assertThat(line)
                .matches("port [0-9]+ on 127.0.0.1 is taken by another program; choose another one with --port"));
    }

    @Test
    void aSecondRouterOnOneDataFolderIsOneLine() {
        RuntimeException failure = new RuntimeException(
                "Failed to start", new StoreLockedException(Path.of("/data"), OptionalLong.of(17), null));

        assertThat(startFailure.explain(failure)).contains("The data folder /data is in use by process 17.");
    }

    @Test
    void aTableThatCannotBeReachedIsOneLine() {
        RuntimeException failure =
                new RuntimeException("Failed to start", SdkClientException.create("Connection refused\nTry again"));

        assertThat(startFailure.explain(failure)).contains("the DynamoDB table cannot be used: Connection refused");
    }

    @Test
    void whatAwsTellsOfItsClassesIsNotRepeated() {
        assertThat(startFailure.explain(SdkClientException.create("Unable to load credentials from any of the providers"
                        + " in the chain AwsCredentialsProviderChain(credentialsProviders=[...]) : [...]")))
                .contains("the DynamoDB table cannot be used: no AWS credentials are set; set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
        assertThat(
                        startFailure.explain(
                                SdkClientException.create(
                                        "Unable to load region from any of the providers in"
                                                + " the chain software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain@29ebbdf4")))
                .contains("the DynamoDB table cannot be used: no AWS region is set; set AWS_REGION");
        assertThat(startFailure.explain(SdkClientException.create(
                        "Unable to execute HTTP request: Connection refused (SDK Attempt Count: 4)",
                        new ConnectException("Connection refused"))))
                .contains("the DynamoDB table cannot be used: nothing answers at its address");
    }

    @Test
    void aFailureThatNobodyForesawHasNoLine() {
        assertThat(startFailure.explain(new IllegalStateException("broken", new NullPointerException())))
                .isEmpty();
    }
}
