package dev.tumbler.rotation;

import dev.tumbler.rotation.Connection.Tls;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;

/** Finds the database that a secret is for: from the secret's own keys, or through RDS for the secrets that RDS makes. */
@Singleton
final class DatabaseSecrets {
    private static final String INSTANCE_TAG = "aws:rds:primaryDBInstanceArn";
    private static final String CLUSTER_TAG = "aws:rds:primaryDBClusterArn";

    private final List<DatabaseEngine> engines;
    private final DbInstances dbInstances;

    @Inject
    DatabaseSecrets(@All List<DatabaseEngine> engines, DbInstances dbInstances) {
        this.engines = List.copyOf(engines);
        this.dbInstances = dbInstances;
    }

    Uni<DatabaseSecret> read(RotatingSecret secret, SecretValue value) {
        Optional<String> instanceArn = value.isRdsManaged() ? secret.tag(INSTANCE_TAG) : Optional.empty();
        if (instanceArn.isPresent()) {
            return dbInstances.find(instanceArn.get()).map(instance -> managed(value, instance));
        }
        if (value.isRdsManaged() && secret.tag(CLUSTER_TAG).isPresent()) {
            // the wording is ours: AWS's functions rotate clusters too
            return Uni.createFrom()
                    .failure(new RotationException(
                            "Secret %s belongs to a DB cluster, and only DB instances can be rotated so far"
                                    .formatted(secret.id())));
        }
        return Uni.createFrom().item(() -> complete(value));
    }

    private DatabaseSecret managed(SecretValue value, DBInstance instance) {
        DatabaseEngine engine = engine(Optional.of(instance.engine()));
        Endpoint endpoint = instance.endpoint();
        if (endpoint == null) {
            // the wording is ours; an instance has no endpoint while it is being created
            throw new RotationException("%s has no endpoint yet".formatted(instance.dbInstanceArn()));
        }
        return new DatabaseSecret(
                engine,
                new Connection(
                        endpoint.address(),
                        Optional.of(endpoint.port()),
                        Optional.empty(),
                        value.require("username"),
                        value.require("password"),
                        Tls.PREFERRED));
    }

    private DatabaseSecret complete(SecretValue value) {
        DatabaseEngine engine = engine(value.find("engine"));
        return new DatabaseSecret(
                engine,
                new Connection(
                        value.require("host"),
                        value.find("port").map(DatabaseSecrets::port),
                        value.find("dbname"),
                        value.require("username"),
                        value.require("password"),
                        Tls.of(value.find("ssl"))));
    }

    private DatabaseEngine engine(Optional<String> name) {
        return name.flatMap(known ->
                        engines.stream().filter(engine -> engine.serves(known)).findFirst())
                .orElseThrow(() ->
                        new RotationException("Database engine must be set to %s in order to use this rotation lambda"
                                .formatted(engineNames())));
    }

    private String engineNames() {
        return engines.stream()
                .map(engine -> "'" + engine.name() + "'")
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException cause) {
            // the wording is ours; the text is left out because it comes from a secret, and so is the cause
            throw new RotationException("port key of secret JSON is not a number");
        }
    }
}
