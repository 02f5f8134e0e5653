package dev.tumbler.rotation;

import dev.tumbler.rotation.Connection.Tls;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the database that a secret is for: from the secret's own keys, or through RDS for the secrets that RDS makes. */
@Singleton
final class DatabaseSecrets {
    private static final List<String> REQUIRED = List.of("host", "username", "password", "engine");

    private final List<DatabaseEngine> engines;
    private final RdsDatabases rds;

    @Inject
    DatabaseSecrets(@All List<DatabaseEngine> engines, RdsDatabases rds) {
        this.engines = List.copyOf(engines);
        this.rds = rds;
    }

    /** AWS's functions for one user look at the engine first, those for two at the keys. */
    Uni<DatabaseSecret> read(SystemTags tags, SecretValue value) {
        return value.find("masterarn").isPresent()
                ? readMaster(tags, value)
                : managed(tags, value).orElseGet(() -> Uni.createFrom().item(() -> complete(value)));
    }

    Uni<DatabaseSecret> readMaster(SystemTags tags, SecretValue value) {
        return managed(tags, value).orElseGet(() -> Uni.createFrom().item(() -> {
            REQUIRED.forEach(value::require);
            return complete(value);
        }));
    }

    private Optional<Uni<DatabaseSecret>> managed(SystemTags tags, SecretValue value) {
        if (!value.isRdsManaged()) {
            return Optional.empty();
        }
        Optional<Uni<RdsDatabases.Place>> place =
                tags.instanceArn().map(rds::instance).or(() -> tags.clusterArn().map(rds::cluster));
        return place.map(found -> found.map(there -> managed(value, there)));
    }

    private DatabaseSecret managed(SecretValue value, RdsDatabases.Place place) {
        return new DatabaseSecret(
                engine(Optional.of(place.engine())),
                new Connection(
                                place.host(),
                                Optional.of(place.port()),
                                Optional.empty(),
                                value.require("username"),
                                value.require("password"),
                                Tls.PREFERRED)
                        .trusting(place.authorities()),
                Optional.empty(),
                true);
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
                        Tls.of(value.find("ssl"))),
                value.find("masterarn"),
                false);
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
