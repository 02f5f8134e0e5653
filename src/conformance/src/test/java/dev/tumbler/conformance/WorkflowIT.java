package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** The workflow of a rotation, run by an interpreter of its language on a real database. */
@OwnRouter
class WorkflowIT {
    private static final Path DEFINITION = Path.of("..", "..", "infra", "state-machine.asl.json");
    private static final Path PACKAGES = Path.of("target", "workflow");
    private static final String FIRST_PASSWORD = "the-first-one-1";

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static ServedRotationFunction served;
    private static ManagedInstance instance;
    private static String functions;

    private final Login login = new Login();
    private final String token = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        NodePackages.install(Path.of("..", "workflow"), PACKAGES, "run.mjs");
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
        aws = router.clients();
        served = new ServedRotationFunction(router.endpoint());
        instance = ManagedInstance.create(aws, "orders");
        String arn = createFunction();
        functions = new JsonObject(Stream.of("Create", "Set", "Test", "Finish")
                        .collect(Collectors.toMap(step -> step + "SecretFunctionArn", step -> arn)))
                .encode();
    }

    private static String createFunction() {
        try (LambdaClient lambda =
                router.caller().configure(LambdaClient.builder()).build()) {
            return lambda.createFunction(each -> each.functionName("rotation")
                            .packageType(PackageType.IMAGE)
                            .role("arn:aws:iam::123456789012:role/rotation")
                            .timeout(30)
                            .code(code -> code.imageUri(served.address())))
                    .functionArn();
        }
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            served.close();
            aws.close();
            router.close();
        }
    }

    /** Answers the value of the secret of a user of that name. */
    private String user(String name) {
        asMaster("create role " + name + " login password '" + FIRST_PASSWORD + "'");
        String value = new JsonObject()
                .put("engine", "postgres")
                .put("host", "127.0.0.1")
                .put("port", instance.port())
                .put("username", name)
                .put("password", FIRST_PASSWORD)
                .encode();
        aws.secrets().createSecret(each -> each.name(name).secretString(value));
        return value;
    }

    private void asMaster(String statement) {
        login.execute(instance.port(), instance.secret(), statement);
    }

    /** Runs the workflow with an input to which more may be added. */
    private Command.Ended run(String secret, String version, JsonObject more) throws Exception {
        String input = new JsonObject()
                .put("SecretId", secret)
                .put("ClientRequestToken", version)
                .mergeIn(more)
                .encode();
        List<String> command = List.of(
                "node",
                "--no-warnings",
                "run.mjs",
                DEFINITION.toAbsolutePath().toString(),
                functions,
                input,
                "--hurry");
        return Command.run(PACKAGES, router.caller().environment(), command);
    }

    private Command.Ended rotate(String secret) throws Exception {
        return run(secret, token, new JsonObject());
    }

    private static void assertSucceeded(Command.Ended ended) {
        assertThat(ended.output()).endsWith("the workflow succeeded\n");
        assertThat(ended.exitCode()).isZero();
    }

    private static void assertFailed(Command.Ended ended, String how) {
        assertThat(ended.output()).contains("\nthe workflow failed with " + how);
        assertThat(ended.exitCode()).isEqualTo(3);
    }

    private String value(String secret) {
        return aws.secrets().getSecretValue(each -> each.secretId(secret)).secretString();
    }

    private String pending(String secret) {
        return aws.secrets()
                .getSecretValue(each -> each.secretId(secret).versionStage("AWSPENDING"))
                .secretString();
    }

    private Map<String, List<String>> labels(String secret) {
        return aws.secrets().describeSecret(each -> each.secretId(secret)).versionIdsToStages();
    }

    private void assertRotated(String secret, String before) {
        assertThat(labels(secret).get(token)).contains("AWSCURRENT");
        assertThat(login.attempt(instance.port(), value(secret))).isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), before)).isEqualTo(WRONG_PASSWORD);
    }

    private void assertUnchanged(String secret, String before) {
        assertThat(labels(secret).values()).containsExactly(List.of("AWSCURRENT"));
        assertThat(value(secret)).isEqualTo(before);
        assertThat(login.attempt(instance.port(), before)).isEqualTo(ACCEPTED);
    }

    @Test
    void fourStepsRotateASecretOfAnybody() throws Exception {
        String before = user("plain");

        Command.Ended rotation = rotate("plain");

        assertSucceeded(rotation);
        assertThat(rotation.output())
                .startsWith("DryRunOrRotation\nCreateSecret\nSetSecret\nTestSecret\nFinishSecret\nRotationSucceeded\n");
        assertRotated("plain", before);
    }

    @Test
    void aDryRunLogsInAndChangesNothing() throws Exception {
        String before = user("dry");

        assertSucceeded(run("dry", token, new JsonObject().put("DryRun", true)));

        assertUnchanged("dry", before);
        assertThat(aws.secrets()
                        .listSecretVersionIds(each -> each.secretId("dry").includeDeprecated(true))
                        .versions())
                .extracting(SecretVersionsListEntry::versionId)
                .hasSize(1)
                .doesNotContain(token);
    }

    @Test
    void aDryRunTellsOfAPasswordThatIsNotInForce() throws Exception {
        user("stale");
        asMaster("alter role stale password 'set by hand'");

        assertFailed(
                run("stale", token, new JsonObject().put("DryRun", "true")),
                "RotationFailed: Unable to log into database with the AWSCURRENT version of secret ARN stale");
    }

    @Test
    void aChangeThatTheDatabaseRefusesIsUndone() throws Exception {
        String before = user("refused");
        asMaster("alter role refused set default_transaction_read_only = on");

        Command.Ended rotation = rotate("refused");

        assertFailed(rotation, "RotationFailed: Unable to set the password of user refused");
        assertThat(rotation.output()).contains("CheckCurrent\nRemovePending\nRotationFailed\n");
        assertUnchanged("refused", before);
    }

    @Test
    void whatPassesIsTriedAgainEvenIfItWasDone() throws Exception {
        String before = user("shaky");
        served.failOnce("createSecret", "Sandbox.Timedout", true);
        served.failOnce("setSecret", "Sandbox.Timedout", true);
        served.failOnce("testSecret", "dev.tumbler.rotation.DatabaseUnavailableException", false);
        served.failOnce("finishSecret", "Sandbox.Timedout", true);

        Command.Ended rotation = rotate("shaky");

        assertSucceeded(rotation);
        assertThat(rotation.output())
                .contains(
                        "CreateSecret again, retry 1\nSetSecret\n",
                        "SetSecret again, retry 1\nTestSecret\n",
                        "TestSecret again, retry 1\nFinishSecret\n",
                        "FinishSecret again, retry 1\nRotationSucceeded\n");
        assertRotated("shaky", before);
    }

    @Test
    void aPasswordThatIsInForceAlreadyIsNotUndone() throws Exception {
        String before = user("half");
        served.failOnce("setSecret", "java.lang.IllegalStateException", true);

        Command.Ended rotation = rotate("half");

        assertSucceeded(rotation);
        assertThat(rotation.output()).contains("CheckCurrent failed").doesNotContain("RemovePending");
        assertRotated("half", before);
    }

    @Test
    void anUnfinishedRotationKeepsItsPasswordAndLetsNoOtherBegin() throws Exception {
        String before = user("unfinished");
        served.failOnce("finishSecret", "java.lang.IllegalStateException", false);

        assertFailed(rotate("unfinished"), "RotationUnfinished: a fault of the test");

        assertThat(labels("unfinished")).containsEntry(token, List.of("AWSPENDING"));
        assertThat(login.attempt(instance.port(), pending("unfinished"))).isEqualTo(ACCEPTED);
        Command.Ended another = run("unfinished", UUID.randomUUID().toString(), new JsonObject().put("DryRun", false));
        assertFailed(
                another,
                "RotationFailed: A previous rotation of secret unfinished isn't complete: its version " + token);
        assertThat(labels("unfinished")).containsEntry(token, List.of("AWSPENDING"));

        assertSucceeded(rotate("unfinished"));
        assertRotated("unfinished", before);
    }
}
