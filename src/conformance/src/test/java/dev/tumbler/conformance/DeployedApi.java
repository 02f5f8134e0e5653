package dev.tumbler.conformance;

import java.nio.file.Path;
import java.util.Map;

/**
 * The whole API as it is deployed: the front door behind its address, and the functions that hear of work over a bus.
 *
 * @param rotation the function that rotates
 */
record DeployedApi(Deployment deployment, FunctionUrl url, DeployedFunction rotation) implements AutoCloseable {
    private static final String PEOPLE = "people";
    private static final String FUNCTIONS = "functions";
    private static final String SECRET_KEY = "a-secret-of-thirty-two-characters";

    static DeployedApi in(Path folder) {
        Deployment deployment = Deployment.in(folder);
        FunctionUrl url = new FunctionUrl();
        url.start(deployment.function(
                "front-door",
                "frontDoor",
                Map.of(
                        "TUMBLER_ACCESS_KEYS",
                        PEOPLE + ":" + SECRET_KEY + "," + FUNCTIONS + ":" + SECRET_KEY + ":rds")));
        DeployedFunction rotation = deployment.function(
                "rotation",
                "rotation",
                Map.of(
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        url.address().toString(),
                        "AWS_ENDPOINT_URL_RDS",
                        url.address().toString(),
                        "TUMBLER_ACCESS_KEY",
                        FUNCTIONS + ":" + SECRET_KEY));
        Map<String, String> rotating = Map.of("TUMBLER_ROTATION_FUNCTION", rotation.arn());
        deployment.route("RotationStarted", deployment.function("scheduler", "rotationDriver", rotating));
        deployment.route("DatabaseChanged", deployment.function("rds", "serverConvergence"));
        deployment.route("ReplicationDue", deployment.function("secretsmanager", "replicaConvergence"));
        return new DeployedApi(deployment, url, rotation);
    }

    Caller caller() {
        return stranger().withKeys(PEOPLE, SECRET_KEY);
    }

    /** Somebody whose keys the front door does not know. */
    Caller stranger() {
        return Caller.local(url.address());
    }

    @Override
    public void close() {
        url.close();
        deployment.close();
    }
}
