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
public final class DbInstanceLifecycle {
    /** What AWS says to a change while another is under way. */
    public static final String NOT_AVAILABLE = "Database instance is not in available state.";

    private DbInstanceLifecycle() {}

    public static Decision<DbInstance, DbInstance> create(Optional<DbInstance> stored, DbInstance wanted) {
        if (stored.isPresent()) {
            throw new AwsException(ErrorCode.DB_INSTANCE_ALREADY_EXISTS, "DB instance already exists");
        }
        return changed(wanted);
    }

    /** The instance that an identifier names, or AWS's error. */
    public static DbInstance found(Optional<DbInstance> stored, DbInstanceId asked) {
        return stored.orElseThrow(() ->
                new AwsException(ErrorCode.DB_INSTANCE_NOT_FOUND, "DBInstance " + asked.identifier() + " not found."));
    }

    /** The instance, or AWS's error while it cannot be modified. */
    public static DbInstance available(DbInstance stored) {
        if (stored.status() == DbInstanceStatus.STOPPED) {
            throw invalidState("You can't modify a stopped DB instance. Start the DB instance, and then modify it.");
        }
        if (stored.status() != DbInstanceStatus.AVAILABLE) {
            throw invalidState(NOT_AVAILABLE);
        }
        return stored;
    }

    /** StopDBInstance: the server ends, and nothing starts it again but {@link #start}. */
    public static Decision<DbInstance, DbInstance> stop(DbInstance stored) {
        if (stored.status() != DbInstanceStatus.AVAILABLE) {
            throw invalidState("Instance " + stored.id().identifier() + " is not in available state.");
        }
        return changed(stored.with(DbInstanceStatus.STOPPING));
    }

    /** StartDBInstance. AWS's words are not sourced; these are ours. */
    public static Decision<DbInstance, DbInstance> start(DbInstance stored) {
        if (stored.status() != DbInstanceStatus.STOPPED) {
            throw invalidState("Instance " + stored.id().identifier() + " is not stopped, it cannot be started.");
        }
        return changed(stored.with(DbInstanceStatus.STARTING));
    }

    /** RebootDBInstance: the server ends and is started again. */
    public static Decision<DbInstance, DbInstance> reboot(DbInstance stored) {
        if (stored.status() != DbInstanceStatus.AVAILABLE) {
            throw invalidState("Can only reboot db instances with state in: available, storage-optimization,"
                    + " incompatible-credentials, incompatible-parameters.");
        }
        return changed(stored.with(DbInstanceStatus.REBOOTING));
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
    public static Decision<DbInstance, DbInstance> modify(
            DbInstance stored, DbInstance seen, DbInstance.Settings settings, Optional<MasterUser> master) {
        DbInstance instance = available(stored);
        if (!instance.resourceId().equals(seen.resourceId())
                || !instance.master().equals(seen.master())) {
            throw new LookedTooEarly("the master user of " + instance.arn() + " changed");
        }
        DbInstance configured = instance.with(settings);
        return master.map(next -> changed(configured.with(next).with(DbInstanceStatus.RESETTING_MASTER_CREDENTIALS)))
                .orElseGet(() -> Decision.write(configured, configured));
    }

    public static Decision<DbInstance, DbInstance> delete(DbInstance stored) {
        if (stored.settings().deletionProtection()) {
            throw new AwsException(
                    ErrorCode.INVALID_PARAMETER_COMBINATION,
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        if (stored.status() == DbInstanceStatus.DELETING) {
            throw invalidState("Instance " + stored.id().identifier() + " is already being deleted.");
        }
        return changed(stored.with(DbInstanceStatus.DELETING));
    }

    /**
     * The server was brought to the state that {@code reached} describes. If another was stored meanwhile, the work goes
     * on from there. The answer says whether the instance is settled.
     */
    public static Decision<DbInstance, Boolean> settle(Optional<DbInstance> stored, DbInstance reached) {
        if (stored.isEmpty()) {
            return Decision.keep(true);
        }
        DbInstance instance = stored.get();
        boolean overtaken =
                instance.status() != reached.status() || !instance.master().equals(reached.master());
        if (overtaken) {
            return Decision.<DbInstance, Boolean>keep(false).and(new DomainEvent.DbInstanceChanged(instance.id()));
        }
        DbInstance settled = instance.status().stops()
                ? instance.with(DbInstanceStatus.STOPPED)
                : instance.with(instance.master().settled()).with(DbInstanceStatus.AVAILABLE);
        return settled.equals(instance) ? Decision.keep(true) : Decision.write(settled, true);
    }

    /** The server could not be brought about; that is tried again later. Who wants it down or gone still does. */
    public static Decision<DbInstance, Boolean> fail(Optional<DbInstance> stored) {
        boolean lasting = stored.map(DbInstance::status)
                .filter(status -> status != DbInstanceStatus.DELETING && !status.stops())
                .isPresent();
        return lasting ? Decision.write(stored.get().with(DbInstanceStatus.FAILED), true) : Decision.keep(false);
    }

    private static Decision<DbInstance, DbInstance> changed(DbInstance next) {
        return Decision.write(next, next).and(new DomainEvent.DbInstanceChanged(next.id()));
    }
}
