package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of AWS's guide, with the {@code aws} command where it is installed. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class CommandLineIT {
    private static String environment;
    private static AwsClients clients;

    @BeforeAll
    static void start(Endpoint endpoint, @TempDir Path folder) throws Exception {
        assumeTrue(Command.installed("aws"), "the aws command is not installed");
        clients = endpoint.clients();
        String port = String.valueOf(endpoint.caller().addressOf("rds").getPort());
        environment = RouterProcess.run(folder, "env", "--port", port).output();
    }

    @Test
    void theInstanceCommandsOfAwssGuideRunAsPrinted() throws Exception {
        String created = createdOrSkipped("rds create-db-instance --db-instance-identifier mydbinstance --engine mysql"
                + " --engine-version 8.0.30 --db-instance-class db.r5b.large --allocated-storage 200"
                + " --manage-master-user-password");
        assertThat(new JsonObject(created).getJsonObject("DBInstance").getString("MasterUsername"))
                .isEqualTo("admin");
        ManagedInstance guide = new ManagedInstance(clients, "mydbinstance").awaitAvailable();
        String before = password(guide.secretArn());

        aws("rds modify-db-instance --db-instance-identifier mydbinstance --rotate-master-user-password"
                + " --apply-immediately");
        guide.awaitRotated();

        JsonObject described = new JsonObject(aws("rds describe-db-instances --db-instance-identifier mydbinstance"))
                .getJsonArray("DBInstances")
                .getJsonObject(0);
        assertThat(described.getString("EngineVersion")).isEqualTo("8.0.30");
        int port = described.getJsonObject("Endpoint").getInteger("Port");
        assertLetsInWithAnother(password(guide.secretArn()), before, port);
        aws("rds delete-db-instance --db-instance-identifier mydbinstance --skip-final-snapshot");
    }

    private static void assertLetsInWithAnother(String password, String former, int port) {
        try (Login login = Login.onMariaDb()) {
            assertThat(password).isNotEqualTo(former);
            assertThat(login.attempt(port, "admin", password)).isEqualTo(Login.ACCEPTED);
        }
    }

    @Test
    void theClusterCommandsOfAwssGuideRunAsPrinted() throws Exception {
        String created = createdOrSkipped("rds create-db-cluster --db-cluster-identifier mysql-multi-az-db-cluster"
                + " --engine mysql --engine-version 8.0.28 --backup-retention-period 1 --allocated-storage 4000"
                + " --storage-type io1 --iops 10000 --db-cluster-instance-class db.r6gd.xlarge"
                + " --manage-master-user-password");
        JsonObject cluster = new JsonObject(created).getJsonObject("DBCluster");
        assertThat(cluster.getString("MasterUsername")).isEqualTo("admin");
        assertThat(cluster.getJsonArray("DBClusterMembers")).hasSize(3);
        ManagedCluster guide = new ManagedCluster(clients, "mysql-multi-az-db-cluster").awaitAvailable();
        String arn = guide.secretArn();
        String before = password(arn);

        aws("rds modify-db-cluster --db-cluster-identifier mysql-multi-az-db-cluster --rotate-master-user-password"
                + " --apply-immediately");
        guide.awaitAvailable();

        JsonObject described = new JsonObject(
                        aws("rds describe-db-clusters --db-cluster-identifier mysql-multi-az-db-cluster"))
                .getJsonArray("DBClusters")
                .getJsonObject(0);
        assertThat(described.getString("EngineVersion")).isEqualTo("8.0.28");
        assertThat(described.getString("StorageType")).isEqualTo("io1");
        assertThat(described.getInteger("Iops")).isEqualTo(10000);
        assertLetsInWithAnother(password(arn), before, described.getInteger("Port"));
        aws("rds delete-db-cluster --db-cluster-identifier mysql-multi-az-db-cluster --skip-final-snapshot");
    }

    /** MariaDB has no programs for every machine. */
    private static String createdOrSkipped(String command) throws Exception {
        Command.Ended ended = run(command);
        assumeFalse(ended.output().contains("there is no server of it"), ended.output());
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }

    @Test
    void stsSaysWhoCalls() throws Exception {
        JsonObject identity = new JsonObject(aws("sts get-caller-identity --output json"));
        assertThat(identity.getString("Arn")).endsWith(":user/test");
    }

    private static String password(String arn) throws Exception {
        String answer = aws("secretsmanager get-secret-value --secret-id '" + arn + "' --output json");
        return new JsonObject(new JsonObject(answer).getString("SecretString")).getString("password");
    }

    /** Types a command into a shell that has evaluated what {@code tumbler env} prints. */
    private static Command.Ended run(String arguments) throws Exception {
        return Command.run(Map.of(), "sh", "-c", "eval \"$1\"; aws " + arguments, "sh", environment);
    }

    private static String aws(String arguments) throws Exception {
        Command.Ended ended = run(arguments);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }
}
