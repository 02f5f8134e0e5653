package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.Database.Settings;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * What ModifyDBInstance asks for, once every rule on its parameters has been passed.
 *
 * @param password what is to happen to the master password
 */
record ModifyRules(
        ModifyDbInstanceRequest request, EngineRules engine, MasterPassword.Wish wish, PasswordChange password) {
    private static final int TENTH = 10;

    /** What a modification does to the master password. */
    enum PasswordChange {
        KEEP,
        /** A new value for the managed secret, by the four steps of a rotation. */
        ROTATE,
        /** Another password, given or made, set by the server's superuser. */
        RESET
    }

    static ModifyRules check(ModifyDbInstanceRequest request, Database instance) {
        refuseWhatIsNotOffered(request);
        MasterPassword.Wish wish = MasterPassword.Wish.of(
                request.masterUserPassword(), request.manageMasterUserPassword(), request.masterUserSecretKmsKeyId());
        EngineRules engine = EngineRules.of(instance.engine().name()).orElseThrow();
        MasterPassword.check(wish, engine);
        checkTurningOff(wish, instance);
        ModifyRules rules = new ModifyRules(request, engine, wish, password(request, wish, instance));
        rules.settings(instance.settings());
        return rules;
    }

    private static void refuseWhatIsNotOffered(ModifyDbInstanceRequest request) {
        if (request.newDBInstanceIdentifier() != null) {
            throw invalidValue("The parameter NewDBInstanceIdentifier is not supported by this endpoint yet.");
        }
        if (request.engineVersion() != null) {
            throw invalidValue("The parameter EngineVersion is not supported by this endpoint yet.");
        }
        if (request.dbPortNumber() != null) {
            throw invalidValue("The parameter DBPortNumber is not supported by this endpoint yet.");
        }
    }

    private static void checkTurningOff(MasterPassword.Wish wish, Database instance) {
        boolean turnsOff = wish.managed().filter(managed -> !managed).isPresent();
        if (turnsOff && wish.password().isEmpty()) {
            throw invalidCombination(
                    "MasterUserPassword must be provided when ManageMasterUserPassword is set to false.");
        }
        boolean managed = instance.master().managed().isPresent();
        if (turnsOff && !managed) {
            throw invalidCombination("You cannot set ManageMasterUserPassword to false because the master user password"
                    + " is not currently managed by RDS.");
        }
        // AWS's words for this are not published
        if (managed && wish.managed().isEmpty() && wish.password().isPresent()) {
            throw invalidCombination("You can't specify MasterUserPassword for a DB instance with"
                    + " ManageMasterUserPassword enabled.");
        }
    }

    private static PasswordChange password(
            ModifyDbInstanceRequest request, MasterPassword.Wish wish, Database instance) {
        if (Boolean.TRUE.equals(request.rotateMasterUserPassword())) {
            checkRotation(request, wish, instance);
            return PasswordChange.ROTATE;
        }
        boolean keeps =
                wish.silent() || (wish.managing() && instance.master().managed().isPresent());
        return keeps ? PasswordChange.KEEP : PasswordChange.RESET;
    }

    /** The first message is AWS's; its words for the other two are not published. */
    private static void checkRotation(ModifyDbInstanceRequest request, MasterPassword.Wish wish, Database instance) {
        if (!Boolean.TRUE.equals(request.applyImmediately())) {
            throw invalidCombination("You must specify apply immediately when rotating the master user password.");
        }
        if (wish.password().isPresent() || wish.managed().isPresent()) {
            throw invalidCombination("RotateMasterUserPassword can't be combined with MasterUserPassword or"
                    + " ManageMasterUserPassword.");
        }
        if (instance.master().managed().isEmpty()) {
            throw invalidCombination(
                    "You can't rotate the master user password because it is not currently managed" + " by RDS.");
        }
    }

    /** The settings with what the request changes in them, or a refusal. */
    Settings settings(Settings stored) {
        return new Settings(
                Optional.ofNullable(request.dbInstanceClass()).or(stored::instanceClass),
                storage(stored.allocatedStorage()),
                Optional.ofNullable(request.deletionProtection()).orElse(stored.deletionProtection()),
                Optional.ofNullable(request.backupRetentionPeriod())
                        .map(CreateRules::checkedBackupDays)
                        .orElse(stored.backupRetentionDays()),
                stored.tags());
    }

    /** More storage is a tenth more at least, as AWS rounds it. Its words for less are not published. */
    private int storage(int stored) {
        int wanted = Optional.ofNullable(request.allocatedStorage())
                .map(gibibytes -> CreateRules.checkedStorage(gibibytes, engine.engineName()))
                .orElse(stored);
        if (wanted < stored) {
            throw invalidCombination("The allocated storage of a DB instance can't be reduced. It is " + stored
                    + " GiB, and " + wanted + " GiB were requested.");
        }
        int tenthMore = stored + (stored + TENTH - 1) / TENTH;
        return wanted == stored ? stored : Math.max(wanted, tenthMore);
    }

    @Override
    public String toString() {
        return "ModifyRules[" + password + "]";
    }
}
