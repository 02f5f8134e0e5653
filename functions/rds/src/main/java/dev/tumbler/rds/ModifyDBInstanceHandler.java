package dev.tumbler.rds;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;

/** ModifyDBInstance: settings, the master password, whether RDS manages it, and its rotation; of a member its class. */
@Named("ModifyDBInstance")
@Singleton
public class ModifyDBInstanceHandler extends OperationHandler<ModifyDbInstanceRequest, ModifyDbInstanceResponse> {
    private final DatabaseModification modification;
    private final Databases databases;

    @Inject
    public ModifyDBInstanceHandler(DatabaseModification modification, Databases databases) {
        super(Operation.of(Service.RDS, "ModifyDBInstance", ModifyDbInstanceRequest::builder));
        this.modification = modification;
        this.databases = databases;
    }

    @Override
    public Uni<ModifyDbInstanceResponse> apply(ModifyDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), action(call));
        return modification
                .modify(id, Modification.of(request))
                .chain(found -> databases.instance(id, found))
                .map(answer ->
                        ModifyDbInstanceResponse.builder().dbInstance(answer).build());
    }
}
