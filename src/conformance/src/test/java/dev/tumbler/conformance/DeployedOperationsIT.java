package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.contract.LocalDynamoDb;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Operations as they are deployed: the zip that the build made, each operation a function of its own over the Lambda Runtime
 * API, over a table of DynamoDB, with KMS and EventBridge by the router.
 */
@Tag("deployed")
@OneProcess
class DeployedOperationsIT {
    private static final String FIRST = "11111111-1111-1111-1111-111111111111";
    private static final String SECOND = "22222222-2222-2222-2222-222222222222";

    @TempDir
    static Path folder;

    private static Deployment deployment;

    @BeforeAll
    static void deploy() {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        deployment = Deployment.in(folder);
    }

    @AfterAll
    static void remove() {
        if (deployment != null) {
            deployment.close();
        }
    }

    private static DeployedFunction function(String operation) {
        return deployment.function("secretsmanager", operation);
    }

    private static JsonObject json(String text) {
        return new JsonObject(text);
    }

    @Test
    void aSecretIsMadeReadChangedAndListed() {
        JsonObject created = function("CreateSecret")
                .call(json(
                        "{\"Name\":\"orders\",\"SecretString\":\"first\",\"ClientRequestToken\":\"" + FIRST + "\"}"));
        assertThat(created.getString("ARN")).startsWith("arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-");

        JsonObject read = function("GetSecretValue").call(json("{\"SecretId\":\"orders\"}"));
        assertThat(read.getString("SecretString")).isEqualTo("first");
        assertThat(read.getString("VersionId")).isEqualTo(FIRST);

        function("PutSecretValue")
                .call(json("{\"SecretId\":\"orders\",\"SecretBinary\":\"AAEC\",\"ClientRequestToken\":\"" + SECOND
                        + "\"}"));
        assertThat(function("GetSecretValue")
                        .call(json("{\"SecretId\":\"orders\"}"))
                        .getString("SecretBinary"))
                .isEqualTo("AAEC");

        JsonObject listed = function("ListSecrets").call(json("{}"));
        assertThat(listed.getJsonArray("SecretList").getJsonObject(0).getString("Name"))
                .isEqualTo("orders");
    }

    @Test
    void anErrorIsTheOperationsOwn() {
        JsonObject failure = function("GetSecretValue").failure(json("{\"SecretId\":\"nowhere\"}"));
        assertThat(failure.getString("errorMessage")).contains("Secrets Manager can't find the specified secret.");
    }

    @Test
    void aRequestThatBreaksARuleIsRefused() {
        JsonObject failure = function("CreateSecret").failure(json("{\"Name\":\"\"}"));
        assertThat(failure.getString("errorMessage")).contains("Member must have length greater than or equal to 1");
    }
}
