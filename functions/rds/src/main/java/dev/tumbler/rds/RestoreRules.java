package dev.tumbler.rds;

import dev.tumbler.domain.database.Backup;
import java.util.Optional;

/** The rules on what the restoring operations ask for beyond the ones that create. */
final class RestoreRules {
    private static final String SOURCE_ENGINE = "mysql";

    private RestoreRules() {}

    /** AWS restores backups for one engine alone: MySQL's for instances, Aurora's kin of it for clusters. */
    static void checkEngine(String engine, EngineRules only) {
        if (CreateRules.rules(engine) != only) {
            throw RdsErrors.invalidValue("Invalid DB engine");
        }
    }

    /** The words about another source engine are ours. */
    static void checkSource(String engine, String version, String roleArn) {
        required("SourceEngine", engine);
        required("SourceEngineVersion", version);
        required("S3IngestionRoleArn", roleArn);
        if (!SOURCE_ENGINE.equals(engine)) {
            throw RdsErrors.invalidValue("Invalid source engine: " + engine + ". Valid values: " + SOURCE_ENGINE);
        }
    }

    static Backup backup(String bucket, String prefix) {
        required("S3BucketName", bucket);
        return new Backup(bucket, Optional.ofNullable(prefix).orElse(""));
    }

    private static void required(String parameter, String value) {
        if (value == null) {
            throw RdsErrors.missing(parameter);
        }
    }
}
