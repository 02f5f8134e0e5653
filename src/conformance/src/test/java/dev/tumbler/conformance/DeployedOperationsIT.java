package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.contract.LocalDynamoDb;
import dev.tumbler.store.dynamodb.TableDefinition;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Operations as they are deployed: the zip that the build made, each operation a function of its own over the Lambda Runtime
 * API, over a table of DynamoDB, with KMS and EventBridge by the router.
 */
@Tag("deployed")
@OwnRouter
class DeployedOperationsIT {
    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static LambdaClient lambda;
    private static KmsClient kms;
    private static Map<String, String> environment;
    private static final Map<String, DeployedFunction> FUNCTIONS = new HashMap<>();

    @BeforeAll
    static void start() {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        TableDefinition.create(
                        DynamoDbEnhancedAsyncClient.builder()
                                .dynamoDbClient(dynamoDb.client())
                                .build(),
                        "deployed")
                .toCompletableFuture()
                .join();
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
        lambda = router.caller().configure(LambdaClient.builder()).build();
        kms = router.caller().configure(KmsClient.builder()).build();
        environment = Map.of(
                "TUMBLER_TABLE",
                "deployed",
                "TUMBLER_KMS_KEY",
                kms.createKey().keyMetadata().arn(),
                "TUMBLER_EVENT_BUS",
                "default",
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.endpoint().toString());
    }

    @AfterAll
    static void stop() {
        lambda.close();
        kms.close();
        router.close();
    }

    private static DeployedFunction function(String operation) {
        return FUNCTIONS.computeIfAbsent(
                operation, name -> DeployedFunction.create(lambda, name, "secretsmanager", name, environment));
    }

    private static JsonObject json(String text) {
        return new JsonObject(text);
    }

    @Test
    void aSecretIsMadeReadChangedAndListed() {
        JsonObject created = function("CreateSecret").call(json("{\"Name\":\"orders\",\"SecretString\":\"first\"}"));
        assertThat(created.getString("ARN")).startsWith("arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-");

        JsonObject read = function("GetSecretValue").call(json("{\"SecretId\":\"orders\"}"));
        assertThat(read.getString("SecretString")).isEqualTo("first");
        assertThat(read.getString("VersionId")).isEqualTo(created.getString("VersionId"));

        function("PutSecretValue").call(json("{\"SecretId\":\"orders\",\"SecretBinary\":\"AAEC\"}"));
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
