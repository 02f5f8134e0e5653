package dev.tumbler.domain.database;

import dev.tumbler.domain.database.MasterUser.PasswordReset;
import dev.tumbler.domain.secret.SealedValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DB instance or DB cluster as it is meant to be. Its server follows: whatever is stored here is brought about on the
 * server, however often that takes.
 *
 * @param resourceId the immutable id, {@code db-} or {@code cluster-} and 26 characters; names the data folder too
 * @param host where the server is, if somebody else runs it: then nothing is ever made, stopped or removed there
 * @param port the port its server listens on, chosen once and kept
 * @param adminPassword the sealed password of {@code rdsadmin}, the server's own superuser; of an attached server, which
 *     has none for RDS, the one that its master user last got from here
 * @param settings what the caller asked for and nothing here acts upon, such as the instance class
 * @param members of a cluster, the writer first; an instance has none
 * @param automaticRestart when RDS starts it all the same, while it is stopped
 * @param backup what its server is still to be loaded with; empty once it is, or where there is nothing to load
 */
public record Database(
        DatabaseId id,
        String resourceId,
        Engine engine,
        Optional<String> databaseName,
        Optional<String> host,
        int port,
        SealedValue adminPassword,
        MasterUser master,
        DatabaseStatus status,
        Settings settings,
        List<ClusterMember> members,
        Instant created,
        Optional<Instant> automaticRestart,
        Optional<Backup> backup) {
    public Database {
        members = List.copyOf(members);
    }

    /**
     * What the database is.
     *
     * @param name the engine's AWS name
     * @param version the version that was asked for, and that answers show
     * @param serverVersion the version of the server that runs, chosen once: its data can be read by no other major
     */
    public record Engine(String name, String version, String serverVersion) {}

    /**
     * What the caller asked for and nothing here acts upon, but for deletion protection.
     *
     * @param instanceClass of an instance, or of a Multi-AZ DB cluster; the members of an Aurora cluster have their own
     * @param tags in the order they were given
     * @param authorities the certificates, as PEM, that an attached server's own is checked with; empty where it is not
     *     checked, and of every other database
     */
    public record Settings(
            Optional<String> instanceClass,
            Storage storage,
            boolean deletionProtection,
            int backupRetentionDays,
            Map<String, String> tags,
            Optional<String> authorities) {
        public Settings {
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        }

        /** The settings of a server whose certificate is not checked. */
        public Settings(
                Optional<String> instanceClass,
                Storage storage,
                boolean deletionProtection,
                int backupRetentionDays,
                Map<String, String> tags) {
            this(instanceClass, storage, deletionProtection, backupRetentionDays, tags, Optional.empty());
        }

        public Settings with(Map<String, String> next) {
            return new Settings(instanceClass, storage, deletionProtection, backupRetentionDays, next, authorities);
        }
    }

    /**
     * What the data would be kept on in AWS.
     *
     * @param type empty of an attached server, and of a database that was stored before there were types
     * @param allocated in GiB
     * @param iops as provisioned, or as its type comes with
     * @param throughput in MiB a second
     */
    public record Storage(Optional<String> type, int allocated, Optional<Integer> iops, Optional<Integer> throughput) {
        /** Storage of which nothing but the size is known. */
        public static Storage of(int gibibytes) {
            return new Storage(Optional.empty(), gibibytes, Optional.empty(), Optional.empty());
        }
    }

    public String arn() {
        return id.arn();
    }

    /** Whether the server is somebody else's, and RDS has the care of its master user's password alone. */
    public boolean attached() {
        return host.isPresent();
    }

    /** Whether this is a Multi-AZ DB cluster, whose members RDS makes and removes with it. */
    public boolean multiAz() {
        return id.kind() == DatabaseKind.CLUSTER && settings.instanceClass().isPresent();
    }

    /** The member that an instance's place names; empty where it names none, or this very database. */
    public Optional<ClusterMember> member(DatabaseId instance) {
        return members.stream()
                .filter(each -> id.instance(each.identifier()).equals(instance))
                .findFirst();
    }

    /** Once it is no longer to be stopped there is nothing to start automatically. */
    public Database with(DatabaseStatus next) {
        return next(master, next, settings, members, automaticRestart.filter(restart -> next.stops()));
    }

    public Database with(MasterUser next) {
        return next(next, status, settings, members, automaticRestart);
    }

    public Database with(Settings next) {
        return next(master, status, next, members, automaticRestart);
    }

    public Database with(List<ClusterMember> next) {
        return next(master, status, settings, next, automaticRestart);
    }

    /** The database as somebody wants it stopped, until it is started automatically. */
    public Database stoppedUntil(Instant restart) {
        return next(master, DatabaseStatus.STOPPING, settings, members, Optional.of(restart));
    }

    /**
     * The database once its server holds all that it was to be loaded with, and has the master password that was stored for
     * it. An attached server takes the next password from that one.
     */
    Database settled() {
        SealedValue known = master.reset()
                .filter(reset -> attached())
                .map(PasswordReset::sealed)
                .orElse(adminPassword);
        return new Database(
                id,
                resourceId,
                engine,
                databaseName,
                host,
                port,
                known,
                master.settled(),
                status,
                settings,
                members,
                created,
                automaticRestart,
                Optional.empty());
    }

    private Database next(
            MasterUser nextMaster,
            DatabaseStatus nextStatus,
            Settings nextSettings,
            List<ClusterMember> nextMembers,
            Optional<Instant> restart) {
        return new Database(
                id,
                resourceId,
                engine,
                databaseName,
                host,
                port,
                adminPassword,
                nextMaster,
                nextStatus,
                nextSettings,
                nextMembers,
                created,
                restart,
                backup);
    }
}
