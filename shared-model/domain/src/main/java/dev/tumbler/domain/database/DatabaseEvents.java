package dev.tumbler.domain.database;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What RDS tells of a change. It is read off the states before and after, so that no change can be made without it, and is
 * stored with the change.
 *
 * <table>
 * <caption>Told of a database</caption>
 * <tr><th>from</th><th>to</th><th>what</th></tr>
 * <tr><td>creating</td><td>available</td><td>created, and so are its members</td></tr>
 * <tr><td>resetting-master-credentials</td><td>available</td><td>reset</td></tr>
 * <tr><td>stopping</td><td>stopped</td><td>stopped</td></tr>
 * <tr><td>stopped</td><td>starting</td><td>stopped too long, if RDS starts it by itself</td></tr>
 * <tr><td>starting</td><td>available</td><td>started</td></tr>
 * <tr><td>available</td><td>rebooting</td><td>shut down</td></tr>
 * <tr><td>rebooting</td><td>available</td><td>restarted</td></tr>
 * <tr><td>failed</td><td>available</td><td>reset if a password was to be set, else restarted</td></tr>
 * <tr><td>any</td><td>failed, incompatible-restore</td><td>failed, with a cause: {@link #failed}</td></tr>
 * <tr><td>any</td><td>gone</td><td>deleted, and so are its members</td></tr>
 * </table>
 *
 * <p>AWS tells of each member of a cluster by itself where it comes, goes, shuts down and is back.
 */
public final class DatabaseEvents {
    private DatabaseEvents() {}

    /** The same decision with what is told of it, but for a failure. */
    public static <R> Decision<Database, R> told(
            Optional<Database> before, Decision<Database, R> decision, Instant now) {
        List<DomainEvent> events = new ArrayList<>();
        before.ifPresent(
                database -> of(database, decision.change(), now).forEach(event -> events.add(new DatabaseTold(event))));
        // what asks for something to be done about it comes after
        events.addAll(decision.events());
        return new Decision<>(decision.change(), decision.answer(), List.copyOf(events));
    }

    private static List<DatabaseEvent> of(Database before, Change<Database> change, Instant now) {
        if (change instanceof Change.Write<Database> write) {
            return Stream.of(ofStatus(before, write.next(), now), ofMembers(before, write.next(), now))
                    .flatMap(List::stream)
                    .toList();
        }
        return change instanceof Change.Erase<Database> ? ofAll(DatabaseEventKind.DELETED, before, now) : List.of();
    }

    private static List<DatabaseEvent> ofStatus(Database before, Database after, Instant now) {
        if (before.status() == after.status()) {
            return List.of();
        }
        DatabaseId id = after.id();
        return switch (after.status()) {
            case AVAILABLE -> ofAvailable(before, after, now);
            case STOPPED -> List.of(DatabaseEventKind.STOPPED.of(id, now));
            case REBOOTING -> ofServers(DatabaseEventKind.SHUT_DOWN, after, now);
            case STARTING -> ofStarting(before, now);
            case CREATING, RESETTING_MASTER_CREDENTIALS, STOPPING, FAILED, INCOMPATIBLE_RESTORE, DELETING -> List.of();
        };
    }

    private static List<DatabaseEvent> ofStarting(Database before, Instant now) {
        return before.automaticRestart().filter(restart -> !restart.isAfter(now)).stream()
                .map(restart -> DatabaseEventKind.STOPPED_TOO_LONG.of(before.id(), now))
                .toList();
    }

    private static List<DatabaseEvent> ofAvailable(Database before, Database after, Instant now) {
        DatabaseId id = after.id();
        return switch (before.status()) {
            case CREATING -> ofAll(DatabaseEventKind.CREATED, after, now);
            case RESETTING_MASTER_CREDENTIALS -> List.of(DatabaseEventKind.RESET.of(id, now));
            case STARTING -> List.of(DatabaseEventKind.STARTED.of(id, now));
            case FAILED ->
                before.master().reset().isPresent()
                        ? List.of(DatabaseEventKind.RESET.of(id, now))
                        : ofServers(DatabaseEventKind.RESTARTED, after, now);
            case REBOOTING -> ofServers(DatabaseEventKind.RESTARTED, after, now);
            case AVAILABLE, STOPPING, STOPPED, INCOMPATIBLE_RESTORE, DELETING -> List.of();
        };
    }

    /** Members of a cluster that is being made are told of when it is there. */
    private static List<DatabaseEvent> ofMembers(Database before, Database after, Instant now) {
        if (before.status() == DatabaseStatus.CREATING) {
            return List.of();
        }
        List<DatabaseId> earlier = members(before).toList();
        List<DatabaseId> later = members(after).toList();
        return Stream.concat(
                        later.stream()
                                .filter(each -> !earlier.contains(each))
                                .map(each -> DatabaseEventKind.CREATED.of(each, now)),
                        earlier.stream()
                                .filter(each -> !later.contains(each))
                                .map(each -> DatabaseEventKind.DELETED.of(each, now)))
                .toList();
    }

    private static Stream<DatabaseId> members(Database database) {
        return database.members().stream().map(each -> database.id().instance(each.identifier()));
    }

    private static List<DatabaseEvent> ofAll(DatabaseEventKind kind, Database database, Instant now) {
        return Stream.concat(Stream.of(database.id()), members(database))
                .map(each -> kind.of(each, now))
                .toList();
    }

    /** An instance runs on its server by itself; of a cluster's it is the members that do. */
    private static List<DatabaseEvent> ofServers(DatabaseEventKind kind, Database database, Instant now) {
        Stream<DatabaseId> servers =
                database.id().kind() == DatabaseKind.CLUSTER ? members(database) : Stream.of(database.id());
        return servers.map(each -> kind.of(each, now)).toList();
    }

    /**
     * The decision that a database has failed, with what is told of it: once, however often it is tried again.
     *
     * @param cause for people
     */
    public static <R> Decision<Database, R> failed(
            Optional<Database> before, Decision<Database, R> decision, String cause, Instant now) {
        boolean news = decision.change() instanceof Change.Write<Database>;
        return before.filter(database -> news)
                .map(database ->
                        decision.and(new DatabaseTold(failure(database.status()).of(database.id(), cause, now))))
                .orElse(decision);
    }

    private static DatabaseEventKind failure(DatabaseStatus status) {
        return switch (status) {
            case CREATING -> DatabaseEventKind.CREATION_FAILED;
            case RESETTING_MASTER_CREDENTIALS -> DatabaseEventKind.RESET_FAILED;
            case AVAILABLE, STOPPING, STOPPED, STARTING, REBOOTING, FAILED, INCOMPATIBLE_RESTORE, DELETING ->
                DatabaseEventKind.FAILED;
        };
    }

    /** Whether it tells that a master password was set, by a rotation or by RDS. */
    public static boolean tellsOfReset(DatabaseEvent event) {
        return event.equals(DatabaseEventKind.RESET.of(event.source(), event.date()));
    }

    /** The rotation of a managed master password is done; nothing where the secret is not a database's. */
    public static List<DatabaseTold> rotated(Secret secret, Instant now) {
        return managed(secret)
                .map(id -> new DatabaseTold(DatabaseEventKind.RESET.of(id, now)))
                .toList();
    }

    /** The rotation of a managed master password has failed for good. */
    public static List<DatabaseTold> rotationFailed(Secret secret, String cause, Instant now) {
        return managed(secret)
                .map(id -> new DatabaseTold(DatabaseEventKind.RESET_FAILED.of(id, cause, now)))
                .toList();
    }

    /** A managed secret names its database in a tag that nobody else can give. */
    private static Stream<DatabaseId> managed(Secret secret) {
        Map<String, String> tags = secret.details().tags().orElse(Map.of());
        return Stream.of(DatabaseKind.values())
                .flatMap(kind -> Optional.ofNullable(tags.get(kind.secretTag())).stream())
                .flatMap(arn -> DatabaseId.ofArn(arn).stream());
    }
}
