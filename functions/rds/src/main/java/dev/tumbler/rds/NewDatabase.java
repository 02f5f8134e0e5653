package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import dev.tumbler.domain.database.DatabaseStatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Stores new databases as {@code creating}; their servers follow. */
@Singleton
public class NewDatabase {
    private static final Logger LOG = Logger.getLogger(NewDatabase.class);

    private final Databases databases;
    private final NewMaster masters;
    private final NewMember members;
    private final DatabaseServers servers;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    public NewDatabase(
            Databases databases,
            NewMaster masters,
            NewMember members,
            DatabaseServers servers,
            SecureRandom random,
            InstantSource clock) {
        this.databases = databases;
        this.masters = masters;
        this.members = members;
        this.servers = servers;
        this.random = random;
        this.clock = clock;
    }

    Uni<Database> create(DatabaseId id, CreateRules rules) {
        return create(id, rules, Optional.empty());
    }

    /** AWS's words for a bucket that cannot be restored from are not sourced. */
    Uni<Database> restore(DatabaseId id, CreateRules rules, Backup backup) {
        return Uni.createFrom()
                .completionStage(() -> servers.requireUsable(backup))
                .onFailure(UnusableBackup.class)
                .transform(failure -> new AwsException(ErrorCode.INVALID_S3_BUCKET, failure.getMessage()))
                .chain(() -> create(id, rules, Optional.of(backup)));
    }

    private Uni<Database> create(DatabaseId id, CreateRules rules, Optional<Backup> backup) {
        return wanted(id, rules, backup)
                .chain(wanted -> databases.update(id, stored -> DatabaseLifecycle.create(stored, wanted)))
                .invoke(NewDatabase::tellWhatRuns);
    }

    private static void tellWhatRuns(Database database) {
        String runs = database.settings().tags().get(CreateRules.RUNS_ON);
        if (runs != null) {
            LOG.infof(
                    "%s %s: %s %s runs on %s",
                    database.id().kind().words(),
                    database.id().identifier(),
                    database.engine().name(),
                    database.engine().version(),
                    runs);
        }
    }

    private Uni<Database> wanted(DatabaseId id, CreateRules rules, Optional<Backup> backup) {
        return Uni.combine()
                .all()
                .unis(
                        choosePort(rules.port()),
                        masters.administratorPassword(id),
                        masters.of(rules.masterUserName(), id, rules.password(), List.of()))
                .asTuple()
                .map(parts -> new Database(
                        id,
                        Identifiers.resourceId(id.kind(), random),
                        rules.engine(),
                        rules.databaseName(),
                        Optional.empty(),
                        parts.getItem1(),
                        parts.getItem2(),
                        parts.getItem3(),
                        DatabaseStatus.CREATING,
                        rules.settings(),
                        List.of(),
                        clock.instant(),
                        Optional.empty(),
                        backup))
                .map(database -> database.with(membersOf(database)));
    }

    private List<ClusterMember> membersOf(Database database) {
        return database.multiAz() ? members.ofMultiAz(database) : List.of();
    }

    /** On a worker thread: whether a port is free is found by binding it. */
    private Uni<Integer> choosePort(Optional<Integer> wanted) {
        return Uni.createFrom()
                .item(() -> servers.choosePort(wanted))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(ServerException.class)
                .transform(failure -> RdsErrors.invalidValue(failure.getMessage()));
    }
}
