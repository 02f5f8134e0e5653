package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.ACCESS_DENIED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The rotation functions as they are deployed: the zip that the build made, run over the Lambda Runtime API. */
@Tag("deployed")
@OneProcess
class DeployedRotationIT {
    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static LambdaClient lambda;
    private static ManagedInstance database;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
        aws = router.clients();
        lambda = router.caller().configure(LambdaClient.builder()).build();
        database = ManagedInstance.create(aws, "orders");
    }

    @AfterAll
    static void stop() {
        lambda.close();
        aws.close();
        router.close();
    }

    private static DeployedFunction create(String name, String handlerName) {
        return DeployedFunction.create(lambda, name, "rotation", handlerName, Map.of())
                .permit("secretsmanager.amazonaws.com");
    }

    /** What a secret holds of the user {@code app} of a server. */
    private static String ofUser(String engine, int port) {
        return new JsonObject()
                .put("engine", engine)
                .put("host", "127.0.0.1")
                .put("port", port)
                .put("username", "app")
                .put("password", "first-one-1")
                .encode();
    }

    @Test
    void oneFunctionRotatesTheSecretOfAUser() {
        try (Login login = new Login()) {
            login.execute(database.port(), database.secret(), "create role app login password 'first-one-1'");
            String before = ofUser("postgres", database.port());
            RotatedSecret secret = RotatedSecret.create(router, aws.secrets(), "app", before);

            secret.awaitCurrent(secret.rotate(create("rotate", "rotation").arn()));

            assertThat(login.attempt(database.port(), secret.value())).isEqualTo(ACCEPTED);
            assertThat(login.attempt(database.port(), before)).isEqualTo(WRONG_PASSWORD);
        }
    }

    @Test
    @Tag("every-function")
    void soItDoesOnMariaDb() {
        ManagedInstance mariaDb = ManagedInstance.create(aws, "shop", "mariadb");
        try (Login login = Login.onMariaDb()) {
            login.execute(mariaDb.port(), mariaDb.secret(), "create user app identified by 'first-one-1'");
            String before = ofUser("mariadb", mariaDb.port());
            RotatedSecret secret = RotatedSecret.create(router, aws.secrets(), "shop-app", before);

            secret.awaitCurrent(secret.rotate(create("rotate-shop", "rotation").arn()));

            assertThat(login.attempt(mariaDb.port(), secret.value())).isEqualTo(ACCEPTED);
            assertThat(login.attempt(mariaDb.port(), before)).isEqualTo(ACCESS_DENIED);
        }
    }

    @Test
    void aStepOfItsOwnRefusesASecretThatDoesNotRotate() {
        DeployedFunction step = create("create-secret", "createSecret");
        String arn = aws.secrets()
                .createSecret(each -> each.name("still").secretString("{}"))
                .arn();
        JsonObject event = new JsonObject()
                .put("Step", "createSecret")
                .put("SecretId", arn)
                .put("ClientRequestToken", "11111111-1111-1111-1111-111111111111");

        assertThat(step.failure(event).getString("errorMessage"))
                .contains("has no stage for rotation of secret " + arn);
    }
}
