package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.LookedTooEarly;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Modifies databases: settings, the master password, whether RDS manages it, and its rotation. */
@Singleton
public class DatabaseModification {
    /** Enough for any race but one that never ends. */
    private static final int MORE_LOOKS = 20;

    private final Databases databases;
    private final NewMaster masters;
    private final MasterKeys keys;
    private final MasterRotation rotation;

    @Inject
    public DatabaseModification(Databases databases, NewMaster masters, MasterKeys keys, MasterRotation rotation) {
        this.databases = databases;
        this.masters = masters;
        this.keys = keys;
        this.rotation = rotation;
    }

    /** The database, or the cluster of a member, as it was stored. */
    Uni<Database> modify(DatabaseId id, Modification asked) {
        return databases
                .find(id)
                .call(databases::modifiable)
                .chain(found -> found.id().equals(id) ? modify(asked, found) : modifyMember(asked, id, found))
                .onFailure(LookedTooEarly.class)
                .retry()
                .atMost(MORE_LOOKS);
    }

    private Uni<Database> modifyMember(Modification asked, DatabaseId id, Database cluster) {
        MemberRules.requireAurora("Modifying", cluster);
        MemberRules.checkModification(asked);
        return databases.update(
                cluster.id(),
                stored -> DatabaseLifecycle.change(
                        DatabaseLifecycle.available(DatabaseLifecycle.found(stored, cluster.id())),
                        id,
                        member -> Optional.of(
                                asked.instanceClass().map(member::withClass).orElse(member))));
    }

    /**
     * Everything that may be refused comes before anything is stored. A rotation is stored with its secret, so it starts
     * first: it may still be refused, and the settings then stay as they are.
     */
    private Uni<Database> modify(Modification asked, Database seen) {
        ModifyRules rules = ModifyRules.check(asked, seen);
        return keys.checkUnchanged(seen, asked.wish().kmsKeyId())
                .chain(() -> nextMaster(seen, rules))
                .chain(master -> databases.update(seen.id(), stored -> {
                    Database database = DatabaseLifecycle.found(stored, seen.id());
                    return DatabaseLifecycle.modify(database, seen, rules.settings(database.settings()), master);
                }));
    }

    private Uni<Optional<MasterUser>> nextMaster(Database seen, ModifyRules rules) {
        return switch (rules.password()) {
            case KEEP -> Uni.createFrom().item(Optional.empty());
            case ROTATE -> rotation.start(DatabaseLifecycle.available(seen)).replaceWith(Optional.empty());
            case RESET -> reset(seen.master(), seen.id(), rules.asked().wish()).map(Optional::of);
        };
    }

    /** A new password, and with it a new secret or none: the one there was goes when the server has the new password. */
    private Uni<MasterUser> reset(MasterUser master, DatabaseId id, MasterPassword.Wish wish) {
        List<SecretId> retired =
                master.managed().map(ManagedSecret::id).stream().toList();
        return masters.of(master.name(), id, wish, retired);
    }
}
