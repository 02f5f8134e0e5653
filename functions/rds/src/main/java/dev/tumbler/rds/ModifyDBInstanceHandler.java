package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.LookedTooEarly;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;

/** ModifyDBInstance: settings, the master password, whether RDS manages it, and its rotation. */
@Named("ModifyDBInstance")
@Singleton
public class ModifyDBInstanceHandler extends OperationHandler<ModifyDbInstanceRequest, ModifyDbInstanceResponse> {
    /** Enough for any race but one that never ends. */
    private static final int MORE_LOOKS = 20;

    private final Databases instances;
    private final NewMaster masters;
    private final MasterKeys keys;
    private final MasterRotation rotation;

    @Inject
    public ModifyDBInstanceHandler(Databases instances, NewMaster masters, MasterKeys keys, MasterRotation rotation) {
        super(Operation.of(Service.RDS, "ModifyDBInstance", ModifyDbInstanceRequest::builder));
        this.instances = instances;
        this.masters = masters;
        this.keys = keys;
        this.rotation = rotation;
    }

    @Override
    public Uni<ModifyDbInstanceResponse> apply(ModifyDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        return instances
                .find(id)
                // two ways of changing one password must not meet: while it rotates the instance is not available
                .call(found -> instances.asShown(found).map(DatabaseLifecycle::available))
                .chain(found -> modify(request, found))
                .onFailure(LookedTooEarly.class)
                .retry()
                .atMost(MORE_LOOKS)
                .chain(found -> instances.instance(id, found))
                .map(answer ->
                        ModifyDbInstanceResponse.builder().dbInstance(answer).build());
    }

    /**
     * Everything that may be refused comes before anything is stored. A rotation is stored with its secret, so it starts
     * first: it may still be refused, and the settings then stay as they are.
     */
    private Uni<Database> modify(ModifyDbInstanceRequest request, Database seen) {
        ModifyRules rules = ModifyRules.check(request, seen);
        return keys.checkUnchanged(seen, rules.wish().kmsKeyId())
                .chain(() -> nextMaster(seen, rules))
                .chain(master -> instances.update(seen.id(), stored -> {
                    Database instance = DatabaseLifecycle.found(stored, seen.id());
                    return DatabaseLifecycle.modify(instance, seen, rules.settings(instance.settings()), master);
                }));
    }

    private Uni<Optional<MasterUser>> nextMaster(Database seen, ModifyRules rules) {
        return switch (rules.password()) {
            case KEEP -> Uni.createFrom().item(Optional.empty());
            case ROTATE -> rotation.start(seen).replaceWith(Optional.empty());
            case RESET -> reset(seen.master(), seen.id(), rules).map(Optional::of);
        };
    }

    /** A new password, and with it a new secret or none: the one there was goes when the server has the new password. */
    private Uni<MasterUser> reset(MasterUser master, DatabaseId id, ModifyRules rules) {
        List<SecretId> retired =
                master.managed().map(ManagedSecret::id).stream().toList();
        return masters.of(master.name(), id, rules.wish(), retired);
    }
}
