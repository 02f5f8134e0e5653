package dev.tumbler.scheduler;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which rotations have to wait. A password can be set only on a server that runs, and somebody who stops a database
 * does not expect its secret to be impaired by that. AWS does not document what it does with such a rotation.
 */
@Singleton
public class StoppedDatabases {
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

    private Uni<Optional<Database>> find(DatabaseId id) {
        return Uni.createFrom().completionStage(() -> databases.get(id));
    }
}
