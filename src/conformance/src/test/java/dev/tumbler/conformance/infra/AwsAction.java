package dev.tumbler.conformance.infra;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import dev.tumbler.scheduler.StepInvoker;
import dev.tumbler.secretsmanager.RotationFunctions;
import dev.tumbler.store.EventSink;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;

/** The permissions that a call of the AWS SDK needs, as policies name them. */
final class AwsAction {
    private static final String OF_THE_STACK = "lambda:InvokeFunction of the stack";
    private static final String OF_OTHERS = "lambda:InvokeFunction of others";

    /**
     * A transaction needs what it is made of; there is no action of its name. Which index a query is made of, its caller
     * knows.
     */
    private static final Map<String, Set<String>> BY_METHOD = Map.of(
            name(DynamoDbAsyncTable.class, "getItem"), Set.of("dynamodb:GetItem"),
            name(DynamoDbAsyncTable.class, "putItemWithResponse"), Set.of("dynamodb:PutItem"),
            name(DynamoDbAsyncTable.class, "deleteItemWithResponse"), Set.of("dynamodb:DeleteItem"),
            name(DynamoDbEnhancedAsyncClient.class, "transactWriteItems"),
                    Set.of("dynamodb:PutItem", "dynamodb:DeleteItem"),
            name(DynamoDbAsyncIndex.class, "query"), Set.of(),
            name(EventSink.class, "accept"), Set.of("events:PutEvents"),
            name(StepInvoker.class, "invoke"), Set.of(OF_THE_STACK, OF_OTHERS),
            name(RotationFunctions.class, "invocable"), Set.of(OF_OTHERS));

    private static final Pattern CLIENT_CALL = Pattern.compile(
            "software\\.amazon\\.awssdk\\.(?:services|enhanced)\\.(\\w+)\\.\\w+(?:Client|AsyncTable|AsyncIndex)\\.(\\w+)");

    private static final Set<String> ASKS_NOTHING =
            Set.of("builder", "create", "close", "index", "serviceName", "table", "tableName");

    private static final Map<String, String> PREFIXES = Map.of("eventbridge", "events");

    private static final Map<String, String> RENAMED = Map.of("lambda:Invoke", OF_OTHERS);

    private AwsAction() {}

    private static String name(Class<?> type, String method) {
        return type.getName() + "." + method;
    }

    /** None for a call of anything else. */
    static Set<String> of(CodeUnitAccessTarget called) {
        String name = called.getOwner().getName() + "." + called.getName();
        if (BY_METHOD.containsKey(name)) {
            return BY_METHOD.get(name);
        }
        Matcher client = CLIENT_CALL.matcher(name);
        if (!client.matches() || ASKS_NOTHING.contains(client.group(2))) {
            return Set.of();
        }
        String action = PREFIXES.getOrDefault(client.group(1), client.group(1)) + ":" + capitalized(client.group(2));
        return Set.of(RENAMED.getOrDefault(action, action));
    }

    private static String capitalized(String method) {
        return Character.toUpperCase(method.charAt(0)) + method.substring(1);
    }
}
