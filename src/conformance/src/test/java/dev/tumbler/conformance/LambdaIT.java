package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Functions of each runtime through the AWS SDK and the {@code aws} command. */
@OwnRouter
class LambdaIT {
    private static final String ROLE = "arn:aws:iam::123456789012:role/functions";

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static LambdaClient lambda;

    @BeforeAll
    static void start() {
        router = RouterProcess.start(folder.resolve("data"));
        lambda = client(router.caller());
    }

    private static LambdaClient client(Caller caller) {
        return caller.configure(LambdaClient.builder()).build();
    }

    @AfterAll
    static void stop() {
        lambda.close();
        router.close();
    }

    private static void create(LambdaClient client, Consumer<CreateFunctionRequest.Builder> members) {
        client.createFunction(CreateFunctionRequest.builder()
                .role(ROLE)
                .timeout(10)
                .applyMutation(members)
                .build());
    }

    private static void createPython(LambdaClient client, String name, Consumer<CreateFunctionRequest.Builder> more) {
        Command.assumeInstalled("python3");
        create(client, each -> each.functionName(name)
                .runtime("python3.11")
                .handler("function.handler")
                .code(code -> code.zipFile(FunctionZips.of("function.py")))
                .applyMutation(more));
    }

    private static InvokeResponse invoke(String name, String payload) {
        return lambda.invoke(
                each -> each.functionName(name).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(payload)));
    }

    private static JsonObject answer(InvokeResponse response) {
        return new JsonObject(response.payload().asUtf8String());
    }

    private static JsonObject success(InvokeResponse response) {
        assertThat(response.functionError())
                .as(response.payload().asUtf8String() + log(response))
                .isNull();
        return answer(response);
    }

    private static void assertFailed(InvokeResponse response, String type, String message) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(answer(response).getString("errorType")).isEqualTo(type);
        assertThat(answer(response).getString("errorMessage")).endsWith(message);
    }

    private static String log(InvokeResponse response) {
        // a function that is served elsewhere need not have one
        String log = Optional.ofNullable(response.logResult()).orElse("");
        return new String(Base64.getDecoder().decode(log), StandardCharsets.UTF_8);
    }

    @Test
    void aPythonFunctionFindsTheRouterAndIsKeptWarm() {
        createPython(
                lambda, "python", each -> each.environment(variables -> variables.variables(Map.of("MODE", "tested"))));
        InvokeResponse first = invoke("python", "{\"greeting\":\"hello\"}");
        JsonObject answer = success(first);
        assertThat(answer.getJsonObject("environment").getMap())
                .isEqualTo(Map.of(
                        "AWS_ENDPOINT_URL", router.endpoint().toString(),
                        "AWS_LAMBDA_FUNCTION_NAME", "python",
                        "AWS_REGION", "us-east-1",
                        "MODE", "tested"));
        assertThat(answer.getInteger("left")).isBetween(1, 10_000);
        assertThat(first.executedVersion()).isEqualTo("$LATEST");
        assertThat(log(first))
                .contains("START RequestId: ", "the event has ['greeting']", "END RequestId: ", "REPORT RequestId: ");
        assertThat(success(invoke("python", "{}")).getInteger("process")).isEqualTo(answer.getInteger("process"));
    }

    @Test
    void aFunctionThatFailsIsAnsweredAsAwsAnswersIt() {
        createPython(lambda, "failing", each -> each.timeout(1));
        assertFailed(invoke("failing", "{\"fail\":true}"), "ValueError", "no luck");
        assertFailed(
                invoke("failing", "{\"exit\":3}"),
                "Runtime.ExitError",
                " Error: Runtime exited with error: exit status 3");
        InvokeResponse late = invoke("failing", "{\"sleep\":30}");
        assertFailed(late, "Sandbox.Timedout", " Error: Task timed out after 1.00 seconds");
        assertThat(log(late)).contains("Task timed out after 1.00 seconds");
        success(invoke("failing", "{}"));
    }

    @Test
    void aFunctionThatCannotBeLoadedSaysSo() {
        createPython(lambda, "unloadable", each -> each.handler("missing.handler"));
        assertFailed(
                invoke("unloadable", "{}"),
                "Runtime.ImportModuleError",
                "Unable to import module 'missing': No module named 'missing'");
    }

    /** The router itself has both variables. */
    @Test
    void aFunctionFindsNeitherTheEnvironmentNorTheKeyOfItsRouter() throws Exception {
        Command.assumeInstalled("python3");
        create(
                lambda,
                each -> each.functionName("curious")
                        .runtime("python3.11")
                        .handler("function.handler")
                        .code(
                                code -> code.zipFile(
                                        FunctionZips.of(
                                                "function.py",
                                                """
                        import os

                        def handler(event, context):
                            own = "TUMBLER_ENGINES" in os.environ or "JDK_JAVA_OPTIONS" in os.environ
                            return {"variables": own, "key": os.path.exists(event["key"])}
                        """))));
        Path key = folder.resolve("data/root.key");
        JsonObject seen = success(
                invoke("curious", new JsonObject().put("key", key.toString()).encode()));
        assertThat(key).exists();
        assertThat(seen.getBoolean("variables")).isFalse();
        assertThat(seen.getBoolean("key"))
                .isNotEqualTo(router.log().contains("Functions run in namespaces of their own, which hide "));
    }

    @Test
    void aFunctionSignsItsOwnCalls() throws Exception {
        Command.assumePython("botocore");
        create(
                lambda,
                each -> each.functionName("calling")
                        .runtime("python3.11")
                        .handler("function.handler")
                        .code(
                                code -> code.zipFile(
                                        FunctionZips.of(
                                                "function.py",
                                                """
                        import botocore.session

                        def handler(event, context):
                            client = botocore.session.get_session().create_client("sts")
                            return client.get_caller_identity()["Arn"]
                        """))));
        InvokeResponse response = invoke("calling", "{}");
        assertThat(response.payload().asUtf8String())
                .isEqualTo("\"arn:aws:sts::123456789012:assumed-role/functions/calling\"");
    }

    @Test
    void aJavaFunctionRunsOnTheClientOfAws() throws Exception {
        SdkBytes zip = FunctionZips.ofJava("Hello", folder);
        create(lambda, each -> each.functionName("java")
                .runtime("java17")
                .handler("Hello")
                .memorySize(256)
                .code(code -> code.zipFile(zip)));
        InvokeResponse response = invoke("java", "{\"a\":1}");
        assertThat(success(response)).isEqualTo(new JsonObject("{\"event\":{\"a\":1},\"name\":\"java\"}"));
        assertThat(log(response)).contains("java was here");
        assertFailed(invoke("java", "{\"fail\":1}"), "java.lang.IllegalStateException", "no luck");
    }

    @Test
    void aNodeFunctionRuns() {
        Command.assumeInstalled("node");
        create(lambda, each -> each.functionName("node")
                .runtime("nodejs20.x")
                .handler("index.handler")
                .code(code -> code.zipFile(FunctionZips.of("index.mjs"))));
        InvokeResponse response = invoke("node", "{\"a\":1}");
        assertThat(success(response)).isEqualTo(new JsonObject("{\"event\":{\"a\":1},\"name\":\"node\"}"));
        assertThat(log(response)).contains("node was here");
        assertFailed(invoke("node", "{\"fail\":1}"), "TypeError", "no luck");
    }

    @Test
    void aBootstrapOfOnesOwnRuns() {
        Command.assumeInstalled("curl");
        create(lambda, each -> each.functionName("shell")
                .runtime("provided.al2023")
                .handler("any")
                .code(code -> code.zipFile(FunctionZips.of("bootstrap"))));
        assertThat(success(invoke("shell", "{\"a\":1}"))).isEqualTo(new JsonObject("{\"event\":{\"a\":1}}"));
    }

    @Test
    void anEventIsTakenAtOnceAndHandledLater() {
        createPython(lambda, "later", each -> {});
        Path written = folder.resolve("written");
        InvokeResponse taken = lambda.invoke(each -> each.functionName("later")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(
                        new JsonObject().put("write", written.toString()).encode())));
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.payload().asUtf8String()).isEmpty();
        Await.until("the event is handled", Duration.ofSeconds(30), () -> Files.exists(written));
        assertThat(lambda.invoke(each -> each.functionName("later").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void otherCodeAndSettingsHoldFromTheNextInvocationOn() {
        createPython(lambda, "changing", each -> {});
        int before = success(invoke("changing", "{}")).getInteger("process");
        lambda.updateFunctionConfiguration(each ->
                each.functionName("changing").environment(variables -> variables.variables(Map.of("MODE", "changed"))));
        lambda.waiter().waitUntilFunctionUpdatedV2(each -> each.functionName("changing"));
        JsonObject after = success(invoke("changing", "{}"));
        assertThat(after.getInteger("process")).isNotEqualTo(before);
        assertThat(after.getJsonObject("environment").getString("MODE")).isEqualTo("changed");
        lambda.updateFunctionCode(each -> each.functionName("changing")
                .zipFile(FunctionZips.of("function.py", "def handler(event, context):\n    return 'new'\n")));
        assertThat(invoke("changing", "{}").payload().asUtf8String()).isEqualTo("\"new\"");
        lambda.deleteFunction(each -> each.functionName("changing"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> invoke("changing", "{}"))
                .withMessageStartingWith("Function not found: arn:aws:lambda:us-east-1:123456789012:function:changing");
    }

    @Test
    void permissionsAreShownAsAPolicy() {
        createPython(lambda, "shared", each -> {});
        lambda.waiter().waitUntilFunctionActiveV2(each -> each.functionName("shared"));
        lambda.addPermission(each -> each.functionName("shared")
                .statementId("secrets")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com"));
        assertThat(lambda.getPolicy(each -> each.functionName("shared")).policy())
                .contains("\"Principal\":{\"Service\":\"secretsmanager.amazonaws.com\"}");
        lambda.removePermission(each -> each.functionName("shared").statementId("secrets"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.getPolicy(each -> each.functionName("shared")));
        assertThatExceptionOfType(ResourceConflictException.class)
                .isThrownBy(() -> createPython(lambda, "shared", each -> {}))
                .withMessageStartingWith("Function already exist: shared");
        assertThat(lambda.listFunctionsPaginator(each -> each.maxItems(1)).functions())
                .extracting(FunctionConfiguration::functionName)
                .contains("shared");
    }

    @Test
    void aFunctionThatIsServedElsewhereIsAttachedByItsAddress() throws Exception {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/2015-03-31/functions/attached/invocations", exchange -> {
            byte[] event = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
            exchange.close();
        });
        elsewhere.start();
        try {
            create(lambda, each -> each.functionName("attached")
                    .packageType(PackageType.IMAGE)
                    .code(code -> code.imageUri(
                            "http://127.0.0.1:" + elsewhere.getAddress().getPort())));
            assertThat(success(invoke("attached", "{\"a\":1}"))).isEqualTo(new JsonObject("{\"a\":1}"));
        } finally {
            elsewhere.stop(0);
        }
        assertThat(invoke("attached", "{}").functionError()).isEqualTo("Unhandled");
    }

    @Test
    void aStrangerInvokesNothing() {
        try (LambdaClient stranger = client(router.caller().withKeys("test", "guess"))) {
            assertThatExceptionOfType(LambdaException.class)
                    .isThrownBy(stranger::listFunctions)
                    .satisfies(refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(403);
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
                    });
        }
    }

    @Test
    void functionsDieWithARouterThatIsKilledAndAreThereAgainAfterItsNextStart() {
        Path data = folder.resolve("killed");
        RouterProcess first = RouterProcess.start(data);
        try (LambdaClient client = client(first.caller())) {
            createPython(client, "surviving", each -> {});
            client.invoke(each -> each.functionName("surviving"));
        }
        List<ProcessHandle> processes = first.children();
        assertThat(processes).isNotEmpty();
        first.kill();
        Await.until("the function has ended", Duration.ofSeconds(20), () -> processes.stream()
                .noneMatch(ProcessHandle::isAlive));
        try (RouterProcess second = RouterProcess.start(data);
                LambdaClient client = client(second.caller())) {
            assertThat(client.invoke(each -> each.functionName("surviving")).functionError())
                    .isNull();
        }
    }

    @Test
    void theCommandLineMakesAndInvokesAFunction() throws Exception {
        Command.assumeInstalled("aws");
        Command.assumeInstalled("python3");
        Path zip = folder.resolve("function.zip");
        Files.write(zip, FunctionZips.of("function.py").asByteArray());
        Path out = folder.resolve("out.json");
        aws("create-function --function-name typed --runtime python3.11 --handler function.handler --role " + ROLE
                + " --zip-file fileb://" + zip);
        aws("wait function-active-v2 --function-name typed");
        aws("wait function-updated-v2 --function-name typed");
        String said = aws("invoke --function-name typed --log-type Tail " + out);
        assertThat(new JsonObject(said).getInteger("StatusCode")).isEqualTo(200);
        assertThat(new JsonObject(Files.readString(out)).getInteger("process")).isPositive();
    }

    private static String aws(String arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(router.caller().environment());
        environment.put("AWS_PAGER", "");
        Command.Ended ended = Command.run(environment, "sh", "-c", "aws lambda --output json " + arguments);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }
}
