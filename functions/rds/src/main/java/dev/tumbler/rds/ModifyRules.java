package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.Database.Settings;
import dev.tumbler.domain.database.DatabaseKind;

/**
 * What a modification does to a database, once every rule on its parameters has been passed.
 *
 * @param password what is to happen to the master password
 */
record ModifyRules(Modification asked, DatabaseKind kind, StorageRules storage, PasswordChange password) {
    /** What a modification does to the master password. */
    enum PasswordChange {
        KEEP,
        /** A new value for the managed secret, by the four steps of a rotation. */
        ROTATE,
        /** Another password, given or made, set by the server's superuser. */
        RESET
    }

    static ModifyRules check(Modification asked, Database database) {
        DatabaseKind kind = database.id().kind();
        EngineRules engine = EngineRules.of(database.engine().name()).orElseThrow();
        if (engine.aurora()) {
            CreateClusterRules.refuseForAurora(
                    "DBClusterInstanceClass", asked.instanceClass().orElse(null), engine.engineName());
        }
        MasterPassword.check(asked.wish(), engine.longestPassword(kind));
        checkTurningOff(asked.wish(), database);
        ModifyRules rules = new ModifyRules(asked, kind, StorageRules.of(engine, kind), password(asked, database));
        rules.settings(database.settings());
        return rules;
    }

    private static void checkTurningOff(MasterPassword.Wish wish, Database database) {
        boolean turnsOff = wish.managed().filter(managed -> !managed).isPresent();
        if (turnsOff && wish.password().isEmpty()) {
            throw invalidCombination(
                    "MasterUserPassword must be provided when ManageMasterUserPassword is set to false.");
        }
        boolean managed = database.master().managed().isPresent();
        if (turnsOff && !managed) {
            throw invalidCombination("You cannot set ManageMasterUserPassword to false because the master user password"
                    + " is not currently managed by RDS.");
        }
        // AWS's words for this are not published
        if (managed && wish.managed().isEmpty() && wish.password().isPresent()) {
            throw invalidCombination("You can't specify MasterUserPassword for a "
                    + database.id().kind().words() + " with ManageMasterUserPassword enabled.");
        }
    }

    private static PasswordChange password(Modification asked, Database database) {
        if (asked.rotates()) {
            checkRotation(asked, database);
            return PasswordChange.ROTATE;
        }
        MasterPassword.Wish wish = asked.wish();
        boolean keeps =
                wish.silent() || (wish.managing() && database.master().managed().isPresent());
        return keeps ? PasswordChange.KEEP : PasswordChange.RESET;
    }

    /** The first message is AWS's; its words for the other two are not published. */
    private static void checkRotation(Modification asked, Database database) {
        if (!asked.immediately()) {
            throw invalidCombination("You must specify apply immediately when rotating the master user password.");
        }
        if (asked.wish().password().isPresent() || asked.wish().managed().isPresent()) {
            throw invalidCombination("RotateMasterUserPassword can't be combined with MasterUserPassword or"
                    + " ManageMasterUserPassword.");
        }
        if (database.master().managed().isEmpty()) {
            throw invalidCombination(
                    "You can't rotate the master user password because it is not currently managed" + " by RDS.");
        }
    }

    /** The settings with what is asked to change in them, or a refusal. */
    Settings settings(Settings stored) {
        return new Settings(
                asked.instanceClass().or(stored::instanceClass),
                storage.modified(asked.storage(), stored.storage()),
                asked.deletionProtection().orElse(stored.deletionProtection()),
                asked.backupDays().map(this::checkedBackupDays).orElse(stored.backupRetentionDays()),
                stored.tags(),
                stored.authorities());
    }

    private int checkedBackupDays(int days) {
        return switch (kind) {
            case INSTANCE -> CreateRules.checkedBackupDays(days);
            case CLUSTER -> CreateClusterRules.backupDays(days);
        };
    }
}
