package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.contract.LocalDynamoDb;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Every event of {@code infra/events} through the function that it is for, in an order in which most can be served. Tagged
 * apart, since each of them starts a process: with executables that is no matter.
 */
@Tag("deployed")
@Tag("every-function")
@OneProcess
class DeployedEventsIT {
    private static final Path EVENTS = Path.of("../../infra/events");
    private static final String SECRET_KEY = "a-secret-of-thirty-two-characters";

    /** First what others need, and last what removes it; between them the order of the alphabet does. */
    private static final List<String> FIRST = List.of(
            "rotation/rotation",
            "secretsmanager/CreateSecret",
            "secretsmanager/PutSecretValue",
            "rds/CreateDBInstance",
            "rds/serverConvergence",
            "secretsmanager/ReplicateSecretToRegions",
            "secretsmanager/TagResource",
            "secretsmanager/RotateSecret");

    private static final List<String> LAST =
            List.of("rds/DeleteDBInstance", "secretsmanager/DeleteSecret", "secretsmanager/RestoreSecret");

    private static final String NO_SECRET = "ResourceNotFoundException";
    private static final String NOT_OFFERED = "is not supported by this endpoint yet";
    private static final String NO_SERVER = "which runs no server of it";
    private static final String NO_CLUSTER = "DBCluster shop not found.";
    private static final String ATTACHED = "is only attached";

    /** What is rightly refused in an account that runs no servers, or of a secret that is not where the event says. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("rotation/createSecret", NO_SECRET),
            Map.entry("rotation/setSecret", NO_SECRET),
            Map.entry("rotation/testSecret", NO_SECRET),
            Map.entry("rotation/finishSecret", NO_SECRET),
            Map.entry("rotation/rotation", NO_SECRET),
            Map.entry("rds/CreateBlueGreenDeployment", NOT_OFFERED),
            Map.entry("rds/CreateDBInstanceReadReplica", NOT_OFFERED),
            Map.entry("rds/CreateDBCluster", NO_SERVER),
            Map.entry("rds/RestoreDBClusterFromS3", NO_SERVER),
            Map.entry("rds/RestoreDBInstanceFromS3", NO_SERVER),
            Map.entry("rds/DescribeOrderableDBInstanceOptions", "Unrecognized engine name: postgres"),
            Map.entry("rds/DeleteDBCluster", NO_CLUSTER),
            Map.entry("rds/DescribeDBClusters", NO_CLUSTER),
            Map.entry("rds/ModifyDBCluster", NO_CLUSTER),
            Map.entry("rds/RebootDBCluster", NO_CLUSTER),
            Map.entry("rds/StartDBCluster", NO_CLUSTER),
            Map.entry("rds/StopDBCluster", NO_CLUSTER),
            Map.entry("rds/RebootDBInstance", ATTACHED),
            Map.entry("rds/StartDBInstance", ATTACHED),
            Map.entry("rds/StopDBInstance", ATTACHED),
            Map.entry("secretsmanager/StopReplicationToReplica", "it isn't a replica secret"));

    @TempDir
    static Path folder;

    private static Deployment deployment;
    private static String server;

    @BeforeAll
    static void deploy() {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        deployment = Deployment.in(folder);
        try (AwsClients aws = deployment.router().clients();
                Login login = new Login()) {
            ManagedInstance instance = ManagedInstance.create(aws, "server");
            login.execute(instance.port(), instance.secret(), "create role owner login password 'the-password-it-has'");
            server = "127.0.0.1:" + instance.port();
        }
    }

    @AfterAll
    static void remove() {
        if (deployment != null) {
            deployment.close();
        }
    }

    private static Set<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(EVENTS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> EVENTS.relativize(file).toString().replace(".json", ""))
                    .collect(Collectors.toSet());
        }
    }

    static Stream<String> inOrder() throws IOException {
        Stream<String> others = all().stream()
                .filter(name -> !FIRST.contains(name) && !LAST.contains(name))
                .sorted();
        return Stream.concat(FIRST.stream(), Stream.concat(others, LAST.stream()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inOrder")
    void anEventIsServedOrRefusedInWords(String name) throws IOException {
        InvokeResponse answer = function(name)
                .invoke(new JsonObject(
                        Files.readString(EVENTS.resolve(name + ".json")).replace("10.0.0.10:5432", server)));
        String payload = answer.payload().asUtf8String();
        if (REFUSED.containsKey(name)) {
            assertThat(payload).contains(REFUSED.get(name));
            assertThat(answer.functionError()).isEqualTo("Unhandled");
        } else {
            assertThat(answer.functionError()).as(payload).isNull();
        }
    }

    private static DeployedFunction function(String name) {
        int slash = name.indexOf('/');
        return deployment.function(
                name.substring(0, slash),
                name.substring(slash + 1),
                Map.of(
                        "TUMBLER_ACCESS_KEYS",
                        "people:" + SECRET_KEY,
                        "TUMBLER_ROTATION_FUNCTION",
                        "arn:aws:lambda:us-east-1:123456789012:function:tumbler-rotation"));
    }

    @Test
    void strangersAreTurnedAwayAtTheFrontDoor() throws IOException {
        JsonObject answer = function("front-door/frontDoor")
                .call(new JsonObject(Files.readString(EVENTS.resolve("front-door/frontDoor.json"))));
        assertThat(answer.getInteger("statusCode")).isEqualTo(400);
        assertThat(answer.getString("body")).contains("MissingAuthenticationToken");
    }
}
