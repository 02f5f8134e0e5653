package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.contract.LocalDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;

/** A router that keeps its secrets in DynamoDB, through the client that Quarkus makes. */
@OneProcess
class DynamoDbIT {
    private static final String TABLE = "secrets";

    private static URI dynamoDb;

    @TempDir
    Path folder;

    @BeforeAll
    static void startDynamoDb() {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        dynamoDb = LocalDynamoDb.start().endpoint();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() {
        Path data = folder.resolve("data");
        RouterProcess router = RouterProcess.startOnDynamoDb(data, TABLE, dynamoDb);
        AwsClients aws = router.clients();
        CreateSecretResponse created =
                aws.secrets().createSecret(each -> each.name("kept").secretString("first"));
        aws.secrets().putSecretValue(each -> each.secretId("kept").secretString("second"));
        ManagedInstance instance = ManagedInstance.create(aws, "orders");
        instance.startRotation();

        router.kill();

        try (RouterProcess next = RouterProcess.startOnDynamoDb(data, TABLE, dynamoDb);
                Login login = new Login()) {
            assertThat(next.clients()
                            .secrets()
                            .getSecretValue(each -> each.secretId(created.arn()))
                            .secretString())
                    .isEqualTo("second");
            ManagedInstance again = new ManagedInstance(next.clients(), "orders");
            again.awaitRotated();
            assertThat(login.attempt(again.port(), again.secret())).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aTableThatCannotBeReachedIsOneLine() throws Exception {
        RouterProcess.Outcome outcome = RouterProcess.run(
                folder,
                "up",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--table",
                TABLE,
                "--table-endpoint",
                "http://127.0.0.1:1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .startsWith("tumbler: the DynamoDB table cannot be used: ")
                .hasLineCount(1);
    }
}
