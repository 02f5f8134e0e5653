package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** The router is killed with {@code kill -9} while functions work for it; after its next start they finish. */
@OwnRouter
class FunctionKillIT {
    private static final int LONGEST_ROTATION_MILLISECONDS = 1000;

    private static final String NAME = "killed";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @BeforeEach
    void findPrograms() throws Exception {
        Command.assumePython("boto3");
    }

    @Test
    void aRotationByAFunctionThatIsKilledEndsAfterTheNextStart() {
        killDuringRotations(3, new Random().nextLong());
    }

    @Test
    @Tag("nightly")
    void fiftyRotationsByAFunctionThatAreKilledEndAfterTheNextStart() {
        killDuringRotations(50, new Random().nextLong());
    }

    private void killDuringRotations(int rounds, long seed) {
        Command.assumeInstalled("psql");
        Random random = new Random(seed);
        RouterProcess router = RouterProcess.start(data());
        String function = prepare(router);
        String before = secret(router)
                .describe()
                .versionIdsToStages()
                .keySet()
                .iterator()
                .next();
        for (int round = 0; round < rounds; round++) {
            warmUp(router);
            String version = secret(router).rotate(function);
            LockSupport.parkNanos(random.nextInt(LONGEST_ROTATION_MILLISECONDS) * 1_000_000L);
            router.kill();
            router = RouterProcess.start(data());
            assertRotated(router, version, before, "seed " + seed + ", round " + round);
            before = version;
        }
        router.close();
    }

    /** Else the start of Python would take most of the time in which the router is killed. */
    private static void warmUp(RouterProcess router) {
        assertThat(lambda(router).invoke(each -> each.functionName(NAME)).functionError())
                .isNull();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static RotatedSecret secret(RouterProcess router) {
        return new RotatedSecret(router, router.clients().secrets(), NAME);
    }

    /** A role of a database, its secret, and the function that rotates it; answers the function's ARN. */
    private static String prepare(RouterProcess router) {
        ManagedInstance instance = ManagedInstance.create(router.clients(), NAME);
        try (Login login = new Login()) {
            login.execute(instance.port(), instance.secret(), "create role app login password 'first'");
        }
        JsonObject value = new JsonObject()
                .put("engine", "postgres")
                .put("host", "127.0.0.1")
                .put("port", instance.port())
                .put("username", "app")
                .put("password", "first");
        RotatedSecret.create(router, router.clients().secrets(), NAME, value.encode());
        PythonFunction function = new PythonFunction(lambda(router), NAME);
        function.create(30, Map.of(), "database_function");
        function.permit("secretsmanager.amazonaws.com");
        return function.arn();
    }

    private static LambdaClient lambda(RouterProcess router) {
        return router.caller().configure(LambdaClient.builder()).build();
    }

    /** Once and not twice: the version before it is the one that was current. */
    private static void assertRotated(RouterProcess router, String version, String before, String where) {
        RotatedSecret secret = secret(router);
        secret.awaitCurrent(version);
        assertThat(secret.describe().versionIdsToStages())
                .as(where)
                .hasSize(2)
                .containsEntry(before, List.of("AWSPREVIOUS"));
        int port = new ManagedInstance(router.clients(), NAME).port();
        try (Login login = new Login()) {
            assertThat(login.attempt(port, secret.value())).as(where).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void anEventThatAFunctionFailedOnIsHandedOverAfterTheNextStart() throws IOException {
        Path seen = folder.resolve("seen");
        Path fault = Files.createFile(folder.resolve("fault"));
        RouterProcess router = RouterProcess.start(data());
        new PythonFunction(lambda(router), NAME)
                .create(30, Map.of("SEEN", seen.toString(), "FAULT", fault.toString()), "noting_function");
        lambda(router).invoke(each -> each.functionName(NAME).invocationType(InvocationType.EVENT));
        Await.until("the function fails", PATIENCE, () -> Files.exists(seen));
        router.kill();
        Files.delete(fault);
        Files.delete(seen);

        RouterProcess next = RouterProcess.start(data());
        Await.until("the function has the event", PATIENCE, () -> Files.exists(seen));
        Await.until("it is forgotten", PATIENCE, () -> isEmpty(data().resolve("functions/events")));
        next.close();
        assertThat(Files.readAllLines(seen)).containsExactly("{}");
    }

    private static boolean isEmpty(Path folder) {
        return folder.toFile().list().length == 0;
    }
}
