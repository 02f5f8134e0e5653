package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.Database.Engine;
import dev.tumbler.domain.database.Database.Settings;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.Offer;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.MasterUserAuthenticationType;
import software.amazon.awssdk.services.rds.model.Tag;

/** What CreateDBInstance or CreateDBCluster asks for, once every rule on its parameters has been passed. */
record CreateRules(
        Engine engine,
        Optional<String> databaseName,
        Optional<Integer> port,
        String masterUserName,
        MasterPassword.Wish password,
        Settings settings) {
    private static final int LOWEST_PORT = 1150;
    private static final int HIGHEST_PORT = 65535;
    private static final int MOST_BACKUP_DAYS = 35;

    /** The tag that says which server runs where it is not just what was asked for. */
    static final String RUNS_ON = "tumbler:runs-on";

    static CreateRules check(CreateDbInstanceRequest request, DatabaseServers servers) {
        refuseWhatIsNotOffered(request);
        EngineRules rules = rules(request.engine());
        if (rules.aurora()) {
            // the wording is ours
            throw invalidCombination("A DB instance of " + rules.engineName()
                    + " is a member of a DB cluster. Specify its DBClusterIdentifier.");
        }
        Offer offer = offer(rules, request.engineVersion(), servers);
        Engine engine = engine(request.engineVersion(), offer);
        MasterPassword.Wish wish = MasterPassword.Wish.of(
                request.masterUserPassword(), request.manageMasterUserPassword(), request.masterUserSecretKmsKeyId());
        MasterPassword.checkNew(wish, rules.longestPassword(DatabaseKind.INSTANCE));
        return new CreateRules(
                engine,
                Optional.ofNullable(request.dbName()).map(rules::databaseName),
                Optional.ofNullable(request.port()).map(CreateRules::checkedPort),
                rules.masterUserName(Optional.ofNullable(request.masterUsername())),
                wish,
                settings(request, rules, tags(request.tags(), engine, offer)));
    }

    /** What would change the meaning of the call and is not there yet is refused rather than ignored. */
    private static void refuseWhatIsNotOffered(CreateDbInstanceRequest request) {
        if (Boolean.TRUE.equals(request.multiAZ())) {
            throw RdsErrors.notOfferedParameter("MultiAZ");
        }
        if (request.masterUserAuthenticationType() == MasterUserAuthenticationType.IAM_DB_AUTH) {
            throw RdsErrors.notOfferedParameter("MasterUserAuthenticationType");
        }
    }

    static EngineRules rules(String engine) {
        if (engine == null) {
            throw RdsErrors.missing("Engine");
        }
        return EngineRules.of(engine).orElseThrow(() -> invalidValue("Invalid DB engine"));
    }

    /** The version that is wanted, else the nearest one to it. The wording is ours: AWS has servers of all its engines. */
    static Offer offer(EngineRules rules, String version, DatabaseServers servers) {
        List<Offer> offers = servers.offers(rules.engineName());
        if (offers.isEmpty()) {
            throw invalidValue("The engine " + rules.engineName()
                    + " is not supported by this endpoint, which runs no server of it.");
        }
        return version == null ? offers.get(0) : nearest(version, offers);
    }

    private static Offer nearest(String version, List<Offer> offers) {
        VersionNumber wanted = VersionNumber.of(version)
                .orElseThrow(() -> invalidCombination("Cannot find version " + version + " for "
                        + offers.get(0).engineName()));
        return Collections.min(
                offers,
                Comparator.comparing(offer -> VersionNumber.of(offer.version()).orElseThrow(), wanted.nearestFirst()));
    }

    /** What was asked for, on what is offered of it. */
    static Engine engine(String wanted, Offer offer) {
        return new Engine(offer.engineName(), Optional.ofNullable(wanted).orElse(offer.version()), offer.version());
    }

    static int checkedPort(int port) {
        if (port < LOWEST_PORT || port > HIGHEST_PORT) {
            throw invalidValue("Invalid DB instance port: " + port + ". Valid values: 1150-65535.");
        }
        return port;
    }

    private static Settings settings(CreateDbInstanceRequest request, EngineRules rules, Map<String, String> tags) {
        if (request.dbInstanceClass() == null) {
            throw RdsErrors.missing("DBInstanceClass");
        }
        return new Settings(
                Optional.of(request.dbInstanceClass()),
                StorageRules.of(rules, DatabaseKind.INSTANCE).created(storage(request)),
                Boolean.TRUE.equals(request.deletionProtection()),
                checkedBackupDays(
                        Optional.ofNullable(request.backupRetentionPeriod()).orElse(1)),
                tags);
    }

    private static StorageRules.Wish storage(CreateDbInstanceRequest request) {
        return StorageRules.Wish.of(
                request.allocatedStorage(), request.storageType(), request.iops(), request.storageThroughput());
    }

    /** The caller's tags, and one that says what runs where that is not just what was asked for. */
    static Map<String, String> tags(List<Tag> given, Engine engine, Offer offer) {
        Map<String, String> tags = ResourceTags.checked(given);
        String runs = offer.program() + " " + offer.version();
        if (!runs.equals(engine.name() + " " + engine.version())) {
            tags.put(RUNS_ON, runs);
        }
        return tags;
    }

    static int checkedBackupDays(int days) {
        if (days < 0 || days > MOST_BACKUP_DAYS) {
            throw invalidValue("Invalid backup retention period: " + days + ". Must be between 0 and 35.");
        }
        return days;
    }
}
