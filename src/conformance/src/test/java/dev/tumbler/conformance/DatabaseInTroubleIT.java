package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;

/**
 * Our own rotation function, with secrets and servers that it cannot work with. The rotations begin side by side, for each
 * has five attempts.
 */
@OneProcess
class DatabaseInTroubleIT {
    private static final String PASSWORD = "of the application";

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static ServedRotationFunction served;
    private static ManagedInstance instance;
    private static String functionArn;
    private static Case lacking;
    private static Case encrypted;
    private static Case down;

    @BeforeAll
    static void start() throws IOException {
        router = RouterProcess.startInMemoryAt(Instant.parse("2026-01-01T12:00:00Z"), folder.resolve("router.log"));
        aws = router.clients();
        served = new ServedRotationFunction(router.endpoint());
        instance = ManagedInstance.create(aws, "troubled");
        functionArn = attach();
        lacking = Case.begin("lacking", value -> value.remove("password"));
        encrypted = Case.begin("encrypted", value -> value.put("ssl", true));
        int port = freePort();
        down = Case.begin("down", value -> value.put("port", port));
    }

    private static String attach() {
        try (LambdaClient lambda =
                router.caller().configure(LambdaClient.builder()).build()) {
            PythonFunction function = new PythonFunction(lambda, "ours");
            lambda.createFunction(each -> each.functionName(function.name())
                    .packageType(PackageType.IMAGE)
                    .role("arn:aws:iam::123456789012:role/rotation")
                    .timeout(30)
                    .code(code -> code.imageUri(served.address())));
            function.permit("secretsmanager.amazonaws.com");
            return function.arn();
        }
    }

    @AfterAll
    static void stop() {
        served.close();
        aws.close();
        router.close();
    }

    /** A secret that does not fit its role of the database, and the version that it is to have. */
    private record Case(RotatedSecret secret, JsonObject fitting, JsonObject value, String version) {
        static Case begin(String name, Consumer<JsonObject> fault) {
            JsonObject fitting = role(name);
            JsonObject value = fitting.copy();
            fault.accept(value);
            RotatedSecret secret = RotatedSecret.create(router, aws.secrets(), name, value.encode());
            return new Case(secret, fitting, value, secret.rotate(functionArn));
        }

        void assertFailsIn(String step) {
            secret.awaitFailed();
            secret.assertFailedIn(step, functionArn, version, value.encode());
        }

        /** A new value ends the rotation that failed, and the next one begins with it. */
        void assertRotatesWithFittingValue() {
            secret.put(fitting.encode());
            assertThat(secret.events("RotationAbandoned")).hasSize(1);
            secret.awaitRotated(secret.rotate(functionArn));
            assertLogsIn();
        }

        void assertLogsIn() {
            assertThat(secret.value()).doesNotContain(PASSWORD);
            try (Login login = new Login()) {
                assertThat(login.attempt(instance.port(), secret.value())).isEqualTo(ACCEPTED);
            }
        }
    }

    private static JsonObject role(String name) {
        try (Login login = new Login()) {
            login.execute(
                    instance.port(), instance.secret(), "create role " + name + " login password '" + PASSWORD + "'");
        }
        return new JsonObject()
                .put("engine", "postgres")
                .put("host", "127.0.0.1")
                .put("port", instance.port())
                .put("username", name)
                .put("password", PASSWORD);
    }

    @Test
    void aSecretThatLacksAKeyIsRotatedOnceItHasIt() {
        lacking.assertFailsIn("createSecret");
        lacking.assertRotatesWithFittingValue();
    }

    @Test
    void aServerThatRefusesTlsIsNotSpokenToWithoutIt() {
        encrypted.assertFailsIn("setSecret");
        encrypted.assertRotatesWithFittingValue();
    }

    @Test
    void aRotationIsTakenUpWhenItsServerIsBack() {
        down.assertFailsIn("setSecret");
        Vertx vertx = forward(down.value().getInteger("port"), instance.port());
        try {
            down.secret().awaitTakenUp(down.version());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        down.assertLogsIn();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The database answers at another port too. */
    private static Vertx forward(int from, int to) {
        Vertx vertx = Vertx.vertx();
        NetClient client = vertx.createNetClient();
        vertx.createNetServer()
                .connectHandler(near -> {
                    near.pause();
                    client.connect(to, "127.0.0.1").onSuccess(far -> join(near, far));
                })
                .listen(from, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return vertx;
    }

    private static void join(NetSocket near, NetSocket far) {
        far.pipeTo(near);
        near.pipeTo(far);
    }
}
