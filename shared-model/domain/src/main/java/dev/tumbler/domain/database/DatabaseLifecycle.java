package dev.tumbler.domain.database;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.LookedTooEarly;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Decisions on databases, be they instances or clusters. Each stores what is wanted and tells that the server no longer agrees; bringing the
 * server about and {@link #settle settling} comes after, and again after a crash.
 */
public final class DatabaseLifecycle {
    /** What AWS says to a change while another is under way. */
    public static final String NOT_AVAILABLE = "Database instance is not in available state.";

    /** So that no maintenance is missed, says AWS. */
    private static final Duration LONGEST_STOP = Duration.ofDays(7);

    private DatabaseLifecycle() {}

    public static Decision<Database, Database> create(Optional<Database> stored, Database wanted) {
        if (stored.isPresent()) {
            throw wanted.id().kind().alreadyExists();
        }
        return changed(wanted);
    }

    /** The database that an identifier names, or AWS's error. */
    public static Database found(Optional<Database> stored, DatabaseId asked) {
        return stored.orElseThrow(() -> asked.kind().notFound(asked.identifier()));
    }

    /** The database, or AWS's error while something else is under way. */
    public static Database available(Database stored) {
        DatabaseKind kind = stored.id().kind();
        if (stored.status() == DatabaseStatus.STOPPED) {
            throw kind.invalidState("You can't modify a stopped " + kind.words() + ". Start the " + kind.words()
                    + ", and then modify it.");
        }
        if (stored.status() != DatabaseStatus.AVAILABLE) {
            throw kind.invalidState(NOT_AVAILABLE);
        }
        return stored;
    }

    /**
     * The database, or AWS's error while it cannot be modified. An attached server that failed may have got another password
     * behind our back: whoever knows it may say it.
     */
    public static Database modifiable(Database stored) {
        return stored.attached() && stored.status() == DatabaseStatus.FAILED ? stored : available(stored);
    }

    /** The server ends, and nothing starts it again but {@link #start}, or RDS itself after seven days. */
    public static Decision<Database, Database> stop(Database stored, Instant now) {
        refuseAttached(stored);
        if (stored.status() != DatabaseStatus.AVAILABLE) {
            throw unexpected(stored, "available", instance -> "Instance " + instance + " is not in available state.");
        }
        return changed(stored.stoppedUntil(now.plus(LONGEST_STOP)));
    }

    /** A database that has been stopped for as long as AWS lets it be is started. The answer says whether it is. */
    public static Decision<Database, Boolean> startIfDue(Optional<Database> stored, Instant now) {
        return stored.filter(database -> database.status() == DatabaseStatus.STOPPED)
                .filter(database -> database.automaticRestart()
                        .filter(restart -> !restart.isAfter(now))
                        .isPresent())
                .map(due -> start(due).answering(true))
                .orElseGet(() -> Decision.keep(false));
    }

    /** AWS's words for an instance are not sourced; these are ours. */
    public static Decision<Database, Database> start(Database stored) {
        refuseAttached(stored);
        if (stored.status() != DatabaseStatus.STOPPED) {
            throw unexpected(
                    stored,
                    "stopped,inaccessible-encryption-credentials-recoverable",
                    instance -> "Instance " + instance + " is not stopped, it cannot be started.");
        }
        return changed(stored.with(DatabaseStatus.STARTING));
    }

    /** The server ends and is started again. */
    public static Decision<Database, Database> reboot(Database stored) {
        refuseAttached(stored);
        if (stored.status() != DatabaseStatus.AVAILABLE) {
            throw unexpected(
                    stored,
                    "available",
                    instance -> "Can only reboot db instances with state in: available, storage-optimization,"
                            + " incompatible-credentials, incompatible-parameters.");
        }
        return changed(stored.with(DatabaseStatus.REBOOTING));
    }

    /** AWS attaches no servers; the words are ours. */
    private static void refuseAttached(Database stored) {
        if (stored.attached()) {
            throw new AwsException(
                    ErrorCode.INVALID_PARAMETER_COMBINATION,
                    "The server of " + stored.id().kind().words() + " "
                            + stored.id().identifier()
                            + " is only attached. Stop, start and reboot it where it runs.");
        }
    }

    /** AWS has one sentence for every cluster that is in another state than it has to be. */
    private static AwsException unexpected(Database stored, String expected, UnaryOperator<String> ofInstance) {
        String identifier = stored.id().identifier();
        DatabaseKind kind = stored.id().kind();
        return kind.invalidState(
                switch (kind) {
                    case INSTANCE -> ofInstance.apply(identifier);
                    case CLUSTER ->
                        "DbCluster " + identifier + " is in " + stored.status().wireName()
                                + " state but expected it to be one of " + expected + ".";
                });
    }

    /**
     * New settings, which nothing on the server depends on, and with them perhaps another master
     * password, saved before the server hears of it.
     *
     * @param seen the database as the caller saw it when it made the new master user
     * @param master the new master user; empty where the password stays
     */
    public static Decision<Database, Database> modify(
            Database stored, Database seen, Database.Settings settings, Optional<MasterUser> master) {
        Database database = modifiable(stored);
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
                    "Cannot delete protected "
                            + (stored.id().kind() == DatabaseKind.CLUSTER ? "Cluster" : "DB Instance")
                            + ", please disable deletion protection and try again.");
        }
        if (stored.status() == DatabaseStatus.DELETING) {
            throw unexpected(stored, "available", instance -> "Instance " + instance + " is already being deleted.");
        }
        if (!stored.members().isEmpty() && !stored.multiAz()) {
            throw stored.id()
                    .kind()
                    .invalidState("Cluster cannot be deleted, it still contains DB instances in non-deleting state.");
        }
        return changed(stored.with(DatabaseStatus.DELETING));
    }

    /** A new member of an Aurora cluster, behind those that it has. The first one is the writer. */
    public static Decision<Database, Database> join(Database cluster, ClusterMember member) {
        if (cluster.status() == DatabaseStatus.DELETING || cluster.status().stops()) {
            throw unexpected(cluster, "available", UnaryOperator.identity());
        }
        if (cluster.member(cluster.id().instance(member.identifier())).isPresent()) {
            throw DatabaseKind.INSTANCE.alreadyExists();
        }
        return members(cluster, Stream.concat(cluster.members().stream(), Stream.of(member)));
    }

    /** A member becomes another, or goes where the change leaves nothing of it. The server has no part in that. */
    public static Decision<Database, Database> change(
            Database cluster, DatabaseId member, Function<ClusterMember, Optional<ClusterMember>> change) {
        ClusterMember known =
                cluster.member(member).orElseThrow(() -> DatabaseKind.INSTANCE.notFound(member.identifier()));
        return members(
                cluster,
                cluster.members().stream()
                        .flatMap(each -> each.equals(known) ? change.apply(each).stream() : Stream.of(each)));
    }

    private static Decision<Database, Database> members(Database cluster, Stream<ClusterMember> members) {
        Database next = cluster.with(members.toList());
        return Decision.write(next, next);
    }

    /**
     * The server was brought to the state that {@code reached} describes. If another was stored meanwhile, the work goes
     * on from there. The answer says whether the database is settled.
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
                : database.settled().with(DatabaseStatus.AVAILABLE);
        return settled.equals(database) ? Decision.keep(true) : Decision.write(settled, true);
    }

    /**
     * The server could not be brought about; that is tried again later. Who wants it down or gone still does. The answer
     * says whether that is news.
     */
    public static Decision<Database, Boolean> fail(Optional<Database> stored) {
        Optional<DatabaseStatus> status = stored.map(Database::status);
        if (status.filter(DatabaseStatus::wantsServer).isEmpty()) {
            return Decision.keep(true);
        }
        return status.get() == DatabaseStatus.FAILED
                ? Decision.keep(false)
                : Decision.write(stored.get().with(DatabaseStatus.FAILED), true);
    }

    /** The backup cannot be loaded. That is not tried again: all that is left is to delete the database. */
    public static Decision<Database, Boolean> giveUp(Optional<Database> stored) {
        return stored.filter(database -> database.status().wantsServer())
                .map(database -> Decision.write(database.with(DatabaseStatus.INCOMPATIBLE_RESTORE), true))
                .orElseGet(() -> Decision.keep(false));
    }

    /**
     * The server ended by itself. It is started again, which AWS calls a reboot too, and until then nobody is told that the
     * database is available. The answer says whether it is started again.
     */
    public static Decision<Database, Boolean> serverEnded(Optional<Database> stored) {
        Optional<Database> wanted = stored.filter(database -> database.status().wantsServer());
        return wanted.map(database -> changed(
                                database.status() == DatabaseStatus.AVAILABLE
                                        ? database.with(DatabaseStatus.REBOOTING)
                                        : database)
                        .answering(true))
                .orElseGet(() -> Decision.keep(false));
    }

    private static Decision<Database, Database> changed(Database next) {
        return Decision.write(next, next).and(new DomainEvent.DatabaseChanged(next.id()));
    }
}
