package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DbInstance.Engine;
import dev.tumbler.domain.database.DbInstance.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/** What CreateDBInstance asks for, once every rule on its parameters has been passed. */
record CreateRules(
        Engine engine,
        Optional<String> databaseName,
        Optional<Integer> port,
        String masterUserName,
        MasterPassword.Wish password,
        Settings settings) {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
    private static final Pattern DATABASE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final Set<String> RESERVED_DATABASES = Set.of("rdsadmin", "template0", "template1");
    private static final int SMALLEST_STORAGE = 5;
    private static final int LOWEST_PORT = 1150;
    private static final int HIGHEST_PORT = 65535;
    private static final int MOST_BACKUP_DAYS = 35;

    /** The tag that says which server runs where it is not the version that was asked for. */
    static final String RUNS_ON = "tumbler:runs-on";

    static CreateRules check(CreateDbInstanceRequest request, DatabaseServers servers) {
        refuseWhatIsNotOffered(request);
        Engine engine = engine(request, servers);
        MasterPassword.Wish wish = MasterPassword.Wish.of(
                request.masterUserPassword(), request.manageMasterUserPassword(), request.masterUserSecretKmsKeyId());
        MasterPassword.check(wish);
        if (wish.password().isEmpty() && !wish.managing()) {
            throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
        }
        return new CreateRules(
                engine,
                Optional.ofNullable(request.dbName()).map(CreateRules::checkedDatabaseName),
                Optional.ofNullable(request.port()).map(CreateRules::checkedPort),
                MasterPassword.checkedUserName(
                        Optional.ofNullable(request.masterUsername()).orElse(MasterPassword.CUSTOMARY_USER)),
                wish,
                settings(request, engine));
    }

    /** What would change the meaning of the call and is not there yet is refused rather than ignored. */
    private static void refuseWhatIsNotOffered(CreateDbInstanceRequest request) {
        if (request.dbClusterIdentifier() != null) {
            throw invalidValue("The parameter DBClusterIdentifier is not supported by this endpoint yet.");
        }
        if (Boolean.TRUE.equals(request.multiAZ())) {
            throw invalidValue("The parameter MultiAZ is not supported by this endpoint yet.");
        }
    }

    private static Engine engine(CreateDbInstanceRequest request, DatabaseServers servers) {
        if (request.engine() == null) {
            throw RdsErrors.missing("Engine");
        }
        String runs = servers.offers(request.engine()).stream()
                .findFirst()
                .orElseThrow(() -> invalidValue("Invalid DB engine"))
                .version();
        String version = Optional.ofNullable(request.engineVersion()).orElse(runs);
        if (!VERSION.matcher(version).matches()) {
            throw invalidCombination("Cannot find version " + version + " for " + request.engine());
        }
        return new Engine(request.engine(), version, runs);
    }

    private static String checkedDatabaseName(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw invalidValue("DBName must begin with a letter and contain only alphanumeric characters.");
        }
        if (RESERVED_DATABASES.contains(name.toLowerCase(Locale.ROOT))) {
            throw invalidValue("DBName " + name + " cannot be used as it is a reserved word used by the engine");
        }
        return name;
    }

    private static int checkedPort(int port) {
        if (port < LOWEST_PORT || port > HIGHEST_PORT) {
            throw invalidValue("Invalid DB instance port: " + port + ". Valid values: 1150-65535.");
        }
        return port;
    }

    private static Settings settings(CreateDbInstanceRequest request, Engine engine) {
        if (request.dbInstanceClass() == null) {
            throw RdsErrors.missing("DBInstanceClass");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : request.tags()) {
            tags.put(checkedKey(tag.key()), Optional.ofNullable(tag.value()).orElse(""));
        }
        if (!engine.version().equals(engine.serverVersion())) {
            tags.put(RUNS_ON, engine.name() + " " + engine.serverVersion());
        }
        return new Settings(
                request.dbInstanceClass(),
                checkedStorage(request.allocatedStorage()),
                Boolean.TRUE.equals(request.deletionProtection()),
                checkedBackupDays(
                        Optional.ofNullable(request.backupRetentionPeriod()).orElse(1)),
                tags);
    }

    private static String checkedKey(String key) {
        if (key == null || key.isEmpty() || key.startsWith("aws:")) {
            throw invalidValue("The tag key is invalid. Tag keys can't be empty and can't start with aws:.");
        }
        return key;
    }

    static int checkedStorage(Integer gibibytes) {
        if (gibibytes == null) {
            throw invalidValue("The parameter AllocatedStorage must be provided and must not be blank.");
        }
        if (gibibytes < SMALLEST_STORAGE) {
            throw invalidValue("Invalid storage size for engine name postgres: " + gibibytes);
        }
        return gibibytes;
    }

    static int checkedBackupDays(int days) {
        if (days < 0 || days > MOST_BACKUP_DAYS) {
            throw invalidValue("Invalid backup retention period: " + days + ". Must be between 0 and 35.");
        }
        return days;
    }
}
