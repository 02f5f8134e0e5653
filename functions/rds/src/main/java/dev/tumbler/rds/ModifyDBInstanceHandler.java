package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.database.DbInstanceLifecycle;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;

/** ModifyDBInstance: settings, the master password, whether RDS manages it, and its rotation. */
@Named("ModifyDBInstance")
@Singleton
public class ModifyDBInstanceHandler extends OperationHandler<ModifyDbInstanceRequest, ModifyDbInstanceResponse> {
    private final DbInstances instances;
    private final NewMaster masters;
    private final MasterKeys keys;
    private final MasterRotation rotation;

    @Inject
    public ModifyDBInstanceHandler(DbInstances instances, NewMaster masters, MasterKeys keys, MasterRotation rotation) {
        super(Operation.of(Service.RDS, "ModifyDBInstance", ModifyDbInstanceRequest::builder));
        this.instances = instances;
        this.masters = masters;
        this.keys = keys;
        this.rotation = rotation;
    }

    @Override
    public Uni<ModifyDbInstanceResponse> apply(ModifyDbInstanceRequest request, Call call) {
        DbInstanceId id = Identifiers.named(request.dbInstanceIdentifier(), call.caller());
        return instances
                .find(id)
                .call(this::checkNotRotating)
                .chain(found -> checked(request, DbInstanceLifecycle.available(found)))
                .chain(rules -> modify(id, rules))
                .chain(instances::describe)
                .map(answer ->
                        ModifyDbInstanceResponse.builder().dbInstance(answer).build());
    }

    private Uni<ModifyRules> checked(ModifyDbInstanceRequest request, DbInstance instance) {
        ModifyRules rules = ModifyRules.check(request, instance);
        return keys.checkUnchanged(instance, rules.wish().kmsKeyId()).replaceWith(rules);
    }

    /** Two ways of changing one password must not meet. */
    private Uni<?> checkNotRotating(DbInstance instance) {
        return instances.secretOf(instance).invoke(secret -> secret.filter(
                        each -> each.rotation().underWay())
                .ifPresent(rotating -> {
                    throw new AwsException(ErrorCode.INVALID_DB_INSTANCE_STATE, DbInstanceLifecycle.NOT_AVAILABLE);
                }));
    }

    private Uni<DbInstance> modify(DbInstanceId id, ModifyRules rules) {
        return instances
                .update(id, stored -> {
                    DbInstance instance = DbInstanceLifecycle.available(DbInstanceLifecycle.found(stored, id));
                    return DbInstanceLifecycle.configure(instance, rules.settings(instance.settings()));
                })
                .chain(configured -> changePassword(configured, rules));
    }

    private Uni<DbInstance> changePassword(DbInstance instance, ModifyRules rules) {
        return switch (rules.password()) {
            case KEEP -> Uni.createFrom().item(instance);
            case ROTATE -> rotation.start(instance).replaceWith(instance);
            case RESET -> reset(instance, rules);
        };
    }

    /** A new password, and with it a new secret or none: the one there was goes when the server has the new password. */
    private Uni<DbInstance> reset(DbInstance instance, ModifyRules rules) {
        MasterUser master = instance.master();
        List<SecretId> retired =
                master.managed().map(ManagedSecret::id).stream().toList();
        return masters.of(master.name(), instance.id(), rules.wish(), retired)
                .chain(next -> instances.update(instance.id(), stored -> {
                    DbInstance found = DbInstanceLifecycle.found(stored, instance.id());
                    return DbInstanceLifecycle.resetMaster(DbInstanceLifecycle.available(found), next);
                }));
    }
}
