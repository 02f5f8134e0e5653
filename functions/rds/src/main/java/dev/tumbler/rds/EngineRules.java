package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.DatabaseKind;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where AWS's rules differ from engine to engine. */
enum EngineRules {
    POSTGRES(
            "postgres",
            "postgres",
            63,
            128,
            63,
            "admin|none|public|rdsadmin|rds_superuser|rds_replication|rdsrepladmin|user|pg_.*",
            "rdsadmin|template0|template1"),

    MARIADB(
            "mariadb",
            "admin",
            16,
            41,
            64,
            "rdsadmin|rdsrepladmin",
            "information_schema|innodb|mysql|performance_schema|sys"),

    MYSQL(
            "mysql",
            "admin",
            32,
            41,
            64,
            "rdsadmin|rdsrepladmin",
            "information_schema|innodb|mysql|performance_schema|sys"),

    AURORA_POSTGRESQL("aurora-postgresql", POSTGRES),

    AURORA_MYSQL("aurora-mysql", MYSQL);

    private static final int LONGEST_PASSWORD_OF_CLUSTER = 41;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final String engineName;
    private final String customaryUser;
    private final int longestUserName;
    private final int longestPassword;
    private final int longestDatabaseName;
    private final Pattern reservedUsers;
    private final Pattern reservedDatabases;

    EngineRules(
            String engineName,
            String customaryUser,
            int longestUserName,
            int longestPassword,
            int longestDatabaseName,
            String reservedUsers,
            String reservedDatabases) {
        this.engineName = engineName;
        this.customaryUser = customaryUser;
        this.longestUserName = longestUserName;
        this.longestPassword = longestPassword;
        this.longestDatabaseName = longestDatabaseName;
        this.reservedUsers = Pattern.compile(reservedUsers, Pattern.CASE_INSENSITIVE);
        this.reservedDatabases = Pattern.compile(reservedDatabases, Pattern.CASE_INSENSITIVE);
    }

    EngineRules(String engineName, EngineRules like) {
        this.engineName = engineName;
        this.customaryUser = like.customaryUser;
        this.longestUserName = like.longestUserName;
        this.longestPassword = like.longestPassword;
        this.longestDatabaseName = like.longestDatabaseName;
        this.reservedUsers = like.reservedUsers;
        this.reservedDatabases = like.reservedDatabases;
    }

    /** The rules of an engine, by its name in AWS. */
    static Optional<EngineRules> of(String engineName) {
        return Stream.of(values())
                .filter(each -> each.engineName.equals(engineName))
                .findFirst();
    }

    String engineName() {
        return engineName;
    }

    /** Whether it has clusters alone, and instances only as their members. */
    boolean aurora() {
        return this == AURORA_POSTGRESQL || this == AURORA_MYSQL;
    }

    /** Whether it has clusters: Aurora's, or Multi-AZ ones. */
    boolean hasClusters() {
        return this != MARIADB;
    }

    int longestPassword(DatabaseKind kind) {
        return switch (kind) {
            case INSTANCE -> longestPassword;
            case CLUSTER -> LONGEST_PASSWORD_OF_CLUSTER;
        };
    }

    /** What the master user is called: as wanted, else as is customary. */
    String masterUserName(Optional<String> wanted) {
        String name = wanted.orElse(customaryUser);
        if (name.length() > longestUserName || !NAME.matcher(name).matches()) {
            throw invalidValue("Invalid master user name");
        }
        if (reservedUsers.matcher(name).matches()) {
            throw invalidValue(
                    "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
        }
        return name;
    }

    String databaseName(String name) {
        if (name.length() > longestDatabaseName || !NAME.matcher(name).matches()) {
            throw invalidValue("DBName must begin with a letter and contain only alphanumeric characters.");
        }
        if (reservedDatabases.matcher(name).matches()) {
            throw invalidValue("DBName " + name + " cannot be used as it is a reserved word used by the engine");
        }
        return name;
    }
}
