package dev.tumbler.domain.database;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.LookedTooEarly;
import java.util.Optional;

/**
 * Decisions on database instances. Each stores what is wanted and tells that the server no longer agrees; bringing the
 * server about and {@link #settle settling} comes after, and again after a crash.
 */
public final class DatabaseLifecycle {
    /** What AWS says to a change while another is under way. */
    public static final String NOT_AVAILABLE = "Database instance is not in available state.";

    private DatabaseLifecycle() {}

    public static Decision<Database, Database> create(Optional<Database> stored, Database wanted) {
        if (stored.isPresent()) {
            throw new AwsException(ErrorCode.DB_INSTANCE_ALREADY_EXISTS, "DB instance already exists");
        }
        return changed(wanted);
    }

    /** The instance that an identifier names, or AWS's error. */
    public static Database found(Optional<Database> stored, DatabaseId asked) {
        return stored.orElseThrow(() ->
                new AwsException(ErrorCode.DB_INSTANCE_NOT_FOUND, "DBInstance " + asked.identifier() + " not found."));
    }

    /** The instance, or AWS's error while it cannot be modified. */
    public static Database available(Database stored) {
        if (stored.status() == DatabaseStatus.STOPPED) {
            throw invalidState("You can't modify a stopped DB instance. Start the DB instance, and then modify it.");
        }
        if (stored.status() != DatabaseStatus.AVAILABLE) {
            throw invalidState(NOT_AVAILABLE);
        }
        return stored;
    }

    /** StopDBInstance: the server ends, and nothing starts it again but {@link #start}. */
    public static Decision<Database, Database> stop(Database stored) {
        if (stored.status() != DatabaseStatus.AVAILABLE) {
            throw invalidState("Instance " + stored.id().identifier() + " is not in available state.");
        }
        return changed(stored.with(DatabaseStatus.STOPPING));
    }

    /** StartDBInstance. AWS's words are not sourced; these are ours. */
    public static Decision<Database, Database> start(Database stored) {
        if (stored.status() != DatabaseStatus.STOPPED) {
            throw invalidState("Instance " + stored.id().identifier() + " is not stopped, it cannot be started.");
        }
        return changed(stored.with(DatabaseStatus.STARTING));
    }

    /** RebootDBInstance: the server ends and is started again. */
    public static Decision<Database, Database> reboot(Database stored) {
        if (stored.status() != DatabaseStatus.AVAILABLE) {
            throw invalidState("Can only reboot db instances with state in: available, storage-optimization,"
                    + " incompatible-credentials, incompatible-parameters.");
        }
        return changed(stored.with(DatabaseStatus.REBOOTING));
    }

    private static AwsException invalidState(String message) {
        return new AwsException(ErrorCode.INVALID_DB_INSTANCE_STATE, message);
    }

    /**
     * ModifyDBInstance: new settings, which nothing on the server depends on, and with them perhaps another master
     * password, saved before the server hears of it.
     *
     * @param seen the instance as the caller saw it when it made the new master user
     * @param master the new master user; empty where the password stays
     */
    public static Decision<Database, Database> modify(
            Database stored, Database seen, Database.Settings settings, Optional<MasterUser> master) {
        Database database = available(stored);
        if (!database.resourceId().equals(seen.resourceId())
                || !database.master().equals(seen.master())) {
            throw new LookedTooEarly("the master user of " + database.arn() + " changed");
        }
        Database configured = database.with(settings);
        return master.map(next -> changed(configured.with(next).with(DatabaseStatus.RESETTING_MASTER_CREDENTIALS)))
                .orElseGet(() -> Decision.write(configured, configured));
    }

    public static Decision<Database, Database> delete(Database stored) {
        if (stored.settings().deletionProtection()) {
            throw new AwsException(
                    ErrorCode.INVALID_PARAMETER_COMBINATION,
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        if (stored.status() == DatabaseStatus.DELETING) {
            throw invalidState("Instance " + stored.id().identifier() + " is already being deleted.");
        }
        return changed(stored.with(DatabaseStatus.DELETING));
    }

    /**
     * The server was brought to the state that {@code reached} describes. If another was stored meanwhile, the work goes
     * on from there. The answer says whether the instance is settled.
     */
    public static Decision<Database, Boolean> settle(Optional<Database> stored, Database reached) {
        if (stored.isEmpty()) {
            return Decision.keep(true);
        }
        Database database = stored.get();
        boolean overtaken =
                database.status() != reached.status() || !database.master().equals(reached.master());
        if (overtaken) {
            return Decision.<Database, Boolean>keep(false).and(new DomainEvent.DatabaseChanged(database.id()));
        }
        Database settled = database.status().stops()
                ? database.with(DatabaseStatus.STOPPED)
                : database.with(database.master().settled()).with(DatabaseStatus.AVAILABLE);
        return settled.equals(database) ? Decision.keep(true) : Decision.write(settled, true);
    }

    /** The server could not be brought about; that is tried again later. Who wants it down or gone still does. */
    public static Decision<Database, Boolean> fail(Optional<Database> stored) {
        boolean lasting = stored.map(Database::status)
                .filter(status -> status != DatabaseStatus.DELETING && !status.stops())
                .isPresent();
        return lasting ? Decision.write(stored.get().with(DatabaseStatus.FAILED), true) : Decision.keep(false);
    }

    private static Decision<Database, Database> changed(Database next) {
        return Decision.write(next, next).and(new DomainEvent.DatabaseChanged(next.id()));
    }
}
