package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromS3Request;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromS3Response;

/** RestoreDBInstanceFromS3: its parameters are refused as AWS refuses them. Nothing is restored yet. */
@Named("RestoreDBInstanceFromS3")
@Singleton
public class RestoreDBInstanceFromS3Handler
        extends OperationHandler<RestoreDbInstanceFromS3Request, RestoreDbInstanceFromS3Response> {

    public RestoreDBInstanceFromS3Handler() {
        super(Operation.of(Service.RDS, "RestoreDBInstanceFromS3", RestoreDbInstanceFromS3Request::builder));
    }

    @Override
    public Uni<RestoreDbInstanceFromS3Response> apply(RestoreDbInstanceFromS3Request request, Call call) {
        Identifiers.wellFormed(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        required("DBInstanceClass", request.dbInstanceClass());
        required("Engine", request.engine());
        required("SourceEngine", request.sourceEngine());
        required("SourceEngineVersion", request.sourceEngineVersion());
        required("S3BucketName", request.s3BucketName());
        required("S3IngestionRoleArn", request.s3IngestionRoleArn());
        checkMaster(request);
        throw RdsErrors.notOffered("Restoring a DB instance from Amazon S3");
    }

    private static void required(String parameter, String value) {
        if (value == null) {
            throw RdsErrors.missing(parameter);
        }
    }

    /** AWS restores backups of MySQL alone. */
    private static void checkMaster(RestoreDbInstanceFromS3Request request) {
        EngineRules rules = EngineRules.of(request.engine())
                .filter(EngineRules.MYSQL::equals)
                .orElseThrow(() -> invalidValue("Invalid DB engine"));
        MasterPassword.checkNew(
                MasterPassword.Wish.of(
                        request.masterUserPassword(),
                        request.manageMasterUserPassword(),
                        request.masterUserSecretKmsKeyId()),
                rules.longestPassword(DatabaseKind.INSTANCE));
    }
}
