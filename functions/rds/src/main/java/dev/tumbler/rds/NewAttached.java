package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.Database.Engine;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.secret.SealedValue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Stores databases whose servers run already, once their master user could log in there. */
@Singleton
public class NewAttached {
    private final Databases databases;
    private final NewMaster masters;
    private final AttachedServers servers;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    public NewAttached(
            Databases databases, NewMaster masters, AttachedServers servers, SecureRandom random, InstantSource clock) {
        this.databases = databases;
        this.masters = masters;
        this.servers = servers;
        this.random = random;
        this.clock = clock;
    }

    Uni<Database> attach(DatabaseId id, AttachRules rules) {
        return servers.version(rules.address(), rules.password())
                .onFailure(ServerException.class)
                .transform(failure -> RdsErrors.invalidValue(failure.getMessage()))
                .chain(version ->
                        masters.password(id, rules.password()).map(password -> wanted(id, rules, version, password)))
                .chain(wanted -> databases.update(id, stored -> DatabaseLifecycle.create(stored, wanted)));
    }

    private Database wanted(DatabaseId id, AttachRules rules, String version, SealedValue password) {
        AttachedAddress address = rules.address();
        return new Database(
                id,
                Identifiers.resourceId(id.kind(), random),
                new Engine(address.engineName(), version, version),
                address.databaseName(),
                Optional.of(address.host()),
                address.port(),
                password,
                new MasterUser(address.userName(), Optional.empty(), Optional.empty(), List.of()),
                DatabaseStatus.CREATING,
                rules.settings(),
                List.of(),
                clock.instant(),
                Optional.empty(),
                Optional.empty());
    }
}
