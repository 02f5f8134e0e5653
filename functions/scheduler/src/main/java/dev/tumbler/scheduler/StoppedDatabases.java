package dev.tumbler.scheduler;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tells which rotations have to wait. A password can be set only on a server that runs, and somebody who stops a database
 * does not expect its secret to be impaired by that. AWS does not document what it does with such a rotation.
 *
 * <p>No database is stopped for ever: after seven days it is started again, as AWS does.
 */
@Singleton
public class StoppedDatabases {
    private static final Logger LOG = Logger.getLogger(StoppedDatabases.class);
    private static final int BATCH = 100;

    private final SecretStore secrets;
    private final DatabaseStore databases;

    @Inject
    public StoppedDatabases(SecretStore secrets, DatabaseStore databases) {
        this.secrets = secrets;
        this.databases = databases;
    }

    /** Whether the database whose master password this secret holds is down because somebody wants it so. */
    Uni<Boolean> holdUp(SecretId id) {
        return Uni.createFrom()
                .completionStage(() -> secrets.current(id))
                .map(found -> found.map(SecretStore.Current::secret).flatMap(StoppedDatabases::databaseOf))
                .chain(database -> database.map(this::find)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(database -> database.filter(each -> each.status().down()).isPresent());
    }

    private static Optional<DatabaseId> databaseOf(Secret secret) {
        Map<String, String> tags = secret.details().tags().orElse(Map.of());
        return Stream.of(DatabaseKind.values())
                .map(kind -> tags.get(kind.secretTag()))
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(DatabaseId::ofArn);
    }

    /** Starts those that AWS would not leave stopped any longer. Whoever hears of their change starts their servers. */
    Uni<Void> startDue(Instant now) {
        return Uni.createFrom()
                .completionStage(() -> databases.due(now, BATCH))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(id -> start(id, now))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> start(DatabaseId id, Instant now) {
        return Uni.createFrom()
                .completionStage(() -> databases.update(id, stored -> DatabaseLifecycle.startIfDue(stored, now)))
                .invoke(started -> tell(id, started));
    }

    private static void tell(DatabaseId id, boolean started) {
        if (started) {
            LOG.infof(
                    "%s %s was stopped for seven days and is started", id.kind().words(), id.identifier());
        }
    }

    private Uni<Optional<Database>> find(DatabaseId id) {
        return Uni.createFrom().completionStage(() -> databases.get(id));
    }
}
