package dev.tumbler.conformance;

import dev.tumbler.store.contract.LocalDynamoDb;
import dev.tumbler.store.dynamodb.TableDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * An account to deploy functions to: DynamoDB Local is its table, and a router its KMS, Lambda and EventBridge. Of the router's
 * own Secrets Manager and RDS nothing is used, but for database servers to rotate on.
 */
final class Deployment implements AutoCloseable {
    private static final String TABLE = "deployed";

    private final RouterProcess router;
    private final LambdaClient lambda;
    private final EventBridgeClient events;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();

    private Deployment(RouterProcess router) {
        this.router = router;
        this.lambda = router.caller().configure(LambdaClient.builder()).build();
        this.events = router.caller().configure(EventBridgeClient.builder()).build();
    }

    static Deployment in(Path folder) {
        LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        TableDefinition.create(
                        DynamoDbEnhancedAsyncClient.builder()
                                .dynamoDbClient(dynamoDb.client())
                                .build(),
                        TABLE)
                .toCompletableFuture()
                .join();
        Deployment made = new Deployment(RouterProcess.startInMemory(folder.resolve("router.log")));
        try (AwsClients aws = made.router.clients()) {
            made.environment.put("TUMBLER_TABLE", TABLE);
            made.environment.put(
                    "TUMBLER_KMS_KEY", aws.kms().createKey().keyMetadata().arn());
        }
        made.environment.put("TUMBLER_EVENT_BUS", "default");
        made.environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        return made;
    }

    RouterProcess router() {
        return router;
    }

    /** The function that runs a handler of a zip; made when it is first asked for. */
    DeployedFunction function(String module, String handlerName) {
        return function(module, handlerName, Map.of());
    }

    DeployedFunction function(String module, String handlerName, Map<String, String> more) {
        return functions.computeIfAbsent(handlerName, name -> {
            Map<String, String> variables = new LinkedHashMap<>(environment);
            variables.putAll(more);
            return DeployedFunction.create(lambda, "tumbler-" + name, module, name, variables);
        });
    }

    /** A rule as the template has it: events that ask for work invoke the function that does it. */
    void route(String eventName, DeployedFunction function) {
        String arn = events.putRule(each -> each.name(eventName)
                        .eventPattern("{\"source\":[\"tumbler.work\"],\"detail-type\":[\"" + eventName + "\"]}"))
                .ruleArn();
        lambda.addPermission(each -> each.functionName(function.name())
                .statementId(eventName)
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com")
                .sourceArn(arn));
        Target target = Target.builder().id("function").arn(function.arn()).build();
        events.putTargets(each -> each.rule(eventName).targets(target));
    }

    @Override
    public void close() {
        lambda.close();
        events.close();
        router.close();
    }
}
