package dev.tumbler.scheduler;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells which rotations have to wait. A password can be set only on a server that runs, and somebody who stops a database
 * does not expect its secret to be impaired by that. AWS does not document what it does with such a rotation.
 */
@Singleton
public class StoppedDatabases {
    private static final String INSTANCE = "aws:rds:primaryDBInstanceArn";

    private final SecretStore secrets;
    private final DatabaseStore instances;

    @Inject
    public StoppedDatabases(SecretStore secrets, DatabaseStore instances) {
        this.secrets = secrets;
        this.instances = instances;
    }

    /** Whether the database whose master password this secret holds is down because somebody wants it so. */
    Uni<Boolean> holdUp(SecretId id) {
        return Uni.createFrom()
                .completionStage(() -> secrets.current(id))
                .map(found -> found.map(SecretStore.Current::secret).flatMap(StoppedDatabases::instanceOf))
                .chain(instance -> instance.map(this::find)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(instance -> instance.filter(each -> each.status().down()).isPresent());
    }

    private static Optional<DatabaseId> instanceOf(Secret secret) {
        return secret.details().tags().map(tags -> tags.get(INSTANCE)).flatMap(DatabaseId::ofArn);
    }

    private Uni<Optional<Database>> find(DatabaseId instance) {
        return Uni.createFrom().completionStage(() -> instances.get(instance));
    }
}
