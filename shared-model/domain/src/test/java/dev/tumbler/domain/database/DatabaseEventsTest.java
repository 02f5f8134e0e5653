package dev.tumbler.domain.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What RDS tells of each change of a database, in AWS's words. */
class DatabaseEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123Z");
    private static final SealedValue PASSWORD =
            new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[] {1});

    private static Database in(DatabaseKind kind, DatabaseStatus status, String... members) {
        return new Database(
                new DatabaseId(kind, "123456789012", "eu-central-1", "orders"),
                "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                new Database.Engine("postgres", "18", "18.6"),
                Optional.empty(),
                Optional.empty(),
                5432,
                PASSWORD,
                new MasterUser("admin", Optional.empty(), Optional.empty(), List.of()),
                status,
                new Database.Settings(Optional.empty(), Database.Storage.of(20), false, 1, Map.of()),
                List.of(members).stream().map(DatabaseEventsTest::member).toList(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    private static ClusterMember member(String identifier) {
        return new ClusterMember(identifier, "db-" + identifier, "db.t4g.micro", Map.of(), NOW);
    }

    private static List<String> told(Database before, Decision<Database, ?> change) {
        return events(DatabaseEvents.told(Optional.of(before), change, NOW));
    }

    /** Source, number, category and message. */
    private static List<String> events(Decision<Database, ?> decision) {
        return decision.events().stream()
                .map(event -> ((DatabaseTold) event).event())
                .map(event -> event.source().identifier() + " "
                        + event.eventId().substring(10) + " " + event.category() + ": " + event.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, AVAILABLE, orders 0005 creation: DB instance created.",
        "RESETTING_MASTER_CREDENTIALS, AVAILABLE, orders 0016 configuration change: Reset master credentials.",
        "STOPPING, STOPPED, orders 0087 notification: DB instance stopped.",
        "STARTING, AVAILABLE, orders 0088 notification: DB instance started.",
        "AVAILABLE, REBOOTING, orders 0004 availability: DB instance shutdown.",
        "REBOOTING, AVAILABLE, orders 0006 availability: DB instance restarted.",
        "FAILED, AVAILABLE, orders 0006 availability: DB instance restarted.",
    })
    void ofAnInstance(DatabaseStatus from, DatabaseStatus to, String event) {
        Database before = in(DatabaseKind.INSTANCE, from);
        assertThat(told(before, Decision.write(before.with(to), "done"))).containsExactly(event);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, AVAILABLE, orders 0170 creation: DB cluster created.",
        "RESETTING_MASTER_CREDENTIALS, AVAILABLE, orders 0016 configuration change: Reset master credentials.",
        "STOPPING, STOPPED, orders 0150 notification: DB cluster stopped.",
        "STARTING, AVAILABLE, orders 0151 notification: DB cluster started.",
    })
    void ofACluster(DatabaseStatus from, DatabaseStatus to, String event) {
        Database before = in(DatabaseKind.CLUSTER, from);
        assertThat(told(before, Decision.write(before.with(to), "done"))).containsExactly(event);
    }

    @ParameterizedTest
    @EnumSource(DatabaseStatus.class)
    void aChangeThatLeavesTheStatusIsNotToldOf(DatabaseStatus status) {
        Database before = in(DatabaseKind.INSTANCE, status);
        Database settings =
                before.with(new Database.Settings(Optional.empty(), Database.Storage.of(40), true, 1, Map.of()));
        assertThat(told(before, Decision.write(settings, "done"))).isEmpty();
        assertThat(told(before, Decision.keep("done"))).isEmpty();
    }

    @Test
    void whatIsOnlyWishedForIsNotToldOf() {
        Database wanted = in(DatabaseKind.INSTANCE, DatabaseStatus.CREATING);
        assertThat(events(DatabaseEvents.told(Optional.empty(), Decision.write(wanted, "done"), NOW)))
                .isEmpty();
        Database before = in(DatabaseKind.INSTANCE, DatabaseStatus.AVAILABLE);
        assertThat(told(before, Decision.write(before.with(DatabaseStatus.DELETING), "done")))
                .isEmpty();
    }

    @Test
    void whatIsGoneIsToldOfOnce() {
        Database before = in(DatabaseKind.INSTANCE, DatabaseStatus.DELETING);
        assertThat(told(before, Decision.erase("done"))).containsExactly("orders 0003 deletion: DB instance deleted.");
        assertThat(events(DatabaseEvents.told(Optional.empty(), Decision.erase("done"), NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCE, orders 0154 notification: DB instance is being started due to it exceeding the maximum allowed time"
                + " being stopped.",
        "CLUSTER, orders 0153 notification: DB cluster is being started due to it exceeding the maximum allowed time"
                + " being stopped.",
    })
    void aStopThatLastedTooLongIsToldOf(DatabaseKind kind, String event) {
        Database stopped = in(kind, DatabaseStatus.AVAILABLE).stoppedUntil(NOW).with(DatabaseStatus.STOPPED);
        assertThat(told(stopped, Decision.write(stopped.with(DatabaseStatus.STARTING), "done")))
                .containsExactly(event);
        Database later = in(kind, DatabaseStatus.AVAILABLE)
                .stoppedUntil(NOW.plusSeconds(1))
                .with(DatabaseStatus.STOPPED);
        assertThat(told(later, Decision.write(later.with(DatabaseStatus.STARTING), "done")))
                .isEmpty();
    }

    @Test
    void aPasswordThatWaitedForAFailedServerIsReset() {
        Database failed = in(DatabaseKind.INSTANCE, DatabaseStatus.FAILED)
                .with(new MasterUser(
                        "admin", Optional.empty(), Optional.of(new MasterUser.PasswordReset(PASSWORD)), List.of()));
        assertThat(told(failed, Decision.write(failed.with(DatabaseStatus.AVAILABLE), "done")))
                .containsExactly("orders 0016 configuration change: Reset master credentials.");
    }

    @Test
    void membersAreToldOfByThemselves() {
        Database creating = in(DatabaseKind.CLUSTER, DatabaseStatus.CREATING, "one");
        assertThat(told(creating, Decision.write(creating.with(DatabaseStatus.AVAILABLE), "done")))
                .containsExactly(
                        "orders 0170 creation: DB cluster created.", "one 0005 creation: DB instance created.");
        Database cluster = in(DatabaseKind.CLUSTER, DatabaseStatus.AVAILABLE, "one");
        assertThat(told(cluster, Decision.write(cluster.with(List.of(member("two"))), "done")))
                .containsExactly("two 0005 creation: DB instance created.", "one 0003 deletion: DB instance deleted.");
        assertThat(told(cluster, Decision.write(cluster.with(DatabaseStatus.REBOOTING), "done")))
                .containsExactly("one 0004 availability: DB instance shutdown.");
        assertThat(told(cluster, Decision.erase("done")))
                .containsExactly(
                        "orders 0171 deletion: DB cluster deleted.", "one 0003 deletion: DB instance deleted.");
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCE, CREATING, orders 0278 failure: The DB instance creation failed. port 5432 is taken.",
        "INSTANCE, AVAILABLE, orders 0035 failure: Database instance put into failed. port 5432 is taken.",
        "INSTANCE, RESETTING_MASTER_CREDENTIALS, orders 0067 failure: Unable to reset your password. "
                + "Error information: port 5432 is taken.",
        "CLUSTER, CREATING, orders 0354 failure: You can't create the DB cluster because of incompatible resources. "
                + "port 5432 is taken.",
        "CLUSTER, REBOOTING, orders 0035 failure: Database cluster put into failed. port 5432 is taken.",
    })
    void aFailureIsToldWithItsCause(DatabaseKind kind, DatabaseStatus status, String event) {
        Optional<Database> before = Optional.of(in(kind, status));
        for (String cause : List.of("port 5432 is taken", "port 5432 is taken.")) {
            assertThat(events(DatabaseEvents.failed(before, DatabaseLifecycle.fail(before), cause, NOW)))
                    .containsExactly(event);
        }
    }

    @Test
    void aFailureThatIsNoNewsIsNotToldOf() {
        Optional<Database> before = Optional.of(in(DatabaseKind.INSTANCE, DatabaseStatus.FAILED));
        assertThat(events(DatabaseEvents.failed(before, DatabaseLifecycle.fail(before), "again", NOW)))
                .isEmpty();
    }
}
