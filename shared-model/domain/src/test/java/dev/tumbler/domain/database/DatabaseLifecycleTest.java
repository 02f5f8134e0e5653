package dev.tumbler.domain.database;

import static dev.tumbler.domain.database.DatabaseStatus.REBOOTING;
import static dev.tumbler.domain.database.DatabaseStatus.STARTING;
import static dev.tumbler.domain.database.DatabaseStatus.STOPPED;
import static dev.tumbler.domain.database.DatabaseStatus.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.LookedTooEarly;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseLifecycleTest {
    private static final DatabaseId ID =
            new DatabaseId(DatabaseKind.INSTANCE, "123456789012", "eu-central-1", "orders");
    private static final SealedValue PASSWORD =
            new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[] {1});
    private static final SealedValue OTHER_PASSWORD =
            new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[] {2});
    static final DomainEvent CHANGED = new DomainEvent.DatabaseChanged(ID);

    private static final DatabaseId CLUSTER = new DatabaseId(DatabaseKind.CLUSTER, ID.account(), ID.region(), "orders");

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    static final Instant RESTART = Instant.parse("2026-03-08T10:15:30Z");

    private static final Database.Settings MORE_STORAGE =
            new Database.Settings(Optional.of("db.t4g.micro"), Database.Storage.of(40), false, 1, Map.of());

    private static MasterUser master(SealedValue reset) {
        return new MasterUser("admin", Optional.empty(), Optional.of(new MasterUser.PasswordReset(reset)), List.of());
    }

    private static Database creating() {
        return creating(Optional.empty());
    }

    static Database creating(Optional<Backup> backup) {
        return new Database(
                ID,
                "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                new Database.Engine("postgres", "18", "18.6"),
                Optional.empty(),
                Optional.empty(),
                5432,
                PASSWORD,
                master(PASSWORD),
                DatabaseStatus.CREATING,
                new Database.Settings(Optional.of("db.t4g.micro"), Database.Storage.of(20), false, 1, Map.of()),
                List.of(),
                NOW,
                Optional.empty(),
                backup);
    }

    static Database available() {
        return next(DatabaseLifecycle.settle(Optional.of(creating()), creating()));
    }

    private static Decision<Database, Database> modify(Database stored, Database seen, Optional<SealedValue> password) {
        return DatabaseLifecycle.modify(stored, seen, MORE_STORAGE, password.map(DatabaseLifecycleTest::master));
    }

    static Database next(Decision<Database, ?> decision) {
        return ((Change.Write<Database>) decision.change()).next();
    }

    private static void assertRefused(ThrowingCallable decision, ErrorCode code, String message) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void aNewInstanceIsToldSoThatItsServerIsMade() {
        assertThat(DatabaseLifecycle.create(Optional.empty(), creating()).events())
                .containsExactly(CHANGED);
    }

    @Test
    void anIdentifierThatIsTakenIsRefused() {
        assertRefused(
                () -> DatabaseLifecycle.create(Optional.of(available()), creating()),
                ErrorCode.DB_INSTANCE_ALREADY_EXISTS,
                "DB instance already exists");
    }

    @Test
    void aMissingInstanceIsNotFound() {
        assertRefused(
                () -> DatabaseLifecycle.found(Optional.empty(), ID),
                ErrorCode.DB_INSTANCE_NOT_FOUND,
                "DBInstance orders not found.");
    }

    @Test
    void aServerThatIsAsWantedMakesTheInstanceAvailableWithNothingLeftToReset() {
        assertThat(available().status()).isEqualTo(DatabaseStatus.AVAILABLE);
        assertThat(available().master().reset()).isEmpty();
    }

    @Test
    void aSettledInstanceSettlesAgainWithoutAWrite() {
        Decision<Database, Boolean> decision = DatabaseLifecycle.settle(Optional.of(available()), available());

        assertThat(decision).isEqualTo(Decision.keep(true));
    }

    @Test
    void aPasswordIsSavedBeforeTheServerHearsOfIt() {
        Decision<Database, Database> decision = modify(available(), available(), Optional.of(OTHER_PASSWORD));

        assertThat(next(decision).master().reset()).isPresent();
        assertThat(next(decision).status()).isEqualTo(DatabaseStatus.RESETTING_MASTER_CREDENTIALS);
        assertThat(next(decision).settings()).as("in one write").isEqualTo(MORE_STORAGE);
        assertThat(decision.events()).containsExactly(CHANGED);
    }

    @Test
    void settingsAloneLeaveTheServerAsItIs() {
        Decision<Database, Database> decision = modify(available(), available(), Optional.empty());

        assertThat(next(decision)).isEqualTo(available().with(MORE_STORAGE));
        assertThat(decision.events()).isEmpty();
        assertRefused(
                () -> modify(creating(), creating(), Optional.empty()),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");
    }

    @Test
    void aMasterUserThatChangedSinceTheLookIsLookedAtAgain() {
        Database reset = next(modify(available(), available(), Optional.of(OTHER_PASSWORD)));
        MasterUser renamed = new MasterUser("owner", Optional.empty(), Optional.empty(), List.of());

        assertThatThrownBy(() -> modify(available(), reset, Optional.of(PASSWORD)))
                .isInstanceOf(LookedTooEarly.class);
        assertThatThrownBy(() -> modify(available().with(renamed), available(), Optional.empty()))
                .isInstanceOf(LookedTooEarly.class);
    }

    @Test
    void aPasswordThatWasWantedMeanwhileIsNotTakenForTheOneThatWasSet() {
        Database overtaken = next(modify(available(), available(), Optional.of(OTHER_PASSWORD)));

        Decision<Database, Boolean> decision = DatabaseLifecycle.settle(Optional.of(overtaken), creating());

        assertThat(decision.answer()).isFalse();
        assertThat(decision.change()).isInstanceOf(Change.Keep.class);
        assertThat(decision.events()).containsExactly(CHANGED);
    }

    @Test
    void anInstanceThatIsBeingDeletedNeverBecomesAvailable() {
        Database deleting = next(DatabaseLifecycle.delete(available()));

        assertThat(DatabaseLifecycle.settle(Optional.of(deleting), available()).change())
                .isInstanceOf(Change.Keep.class);
        assertThat(DatabaseLifecycle.fail(Optional.of(deleting)).change()).isInstanceOf(Change.Keep.class);
    }

    @Test
    void anInstanceThatIsBusyIsNotModified() {
        assertRefused(
                () -> DatabaseLifecycle.available(creating()),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");
    }

    @Test
    void aProtectedInstanceIsNotDeleted() {
        Database guarded = available()
                .with(new Database.Settings(Optional.of("db.t4g.micro"), Database.Storage.of(20), true, 1, Map.of()));

        assertRefused(
                () -> DatabaseLifecycle.delete(guarded),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "Cannot delete protected DB Instance, please disable deletion protection and try again.");
    }

    @Test
    void aServerThatCouldNotBeMadeIsSeen() {
        assertThat(next(DatabaseLifecycle.fail(Optional.of(creating()))).status())
                .isEqualTo(DatabaseStatus.FAILED);
    }

    private static Database in(DatabaseStatus status) {
        return available().with(status);
    }

    @Test
    void aStoppedInstanceIsStartedAndARunningOneStoppedOrRebooted() {
        Database stopping = available().stoppedUntil(RESTART);
        assertThat(DatabaseLifecycle.stop(available(), NOW))
                .isEqualTo(Decision.write(stopping, stopping).and(CHANGED));
        assertThat(next(DatabaseLifecycle.settle(Optional.of(stopping), stopping))
                        .automaticRestart())
                .contains(RESTART);
        assertThat(DatabaseLifecycle.start(in(STOPPED)))
                .isEqualTo(Decision.write(in(STARTING), in(STARTING)).and(CHANGED));
        assertThat(DatabaseLifecycle.reboot(available()))
                .isEqualTo(Decision.write(in(REBOOTING), in(REBOOTING)).and(CHANGED));
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "AVAILABLE")
    void onlyAnAvailableInstanceIsStoppedOrRebooted(DatabaseStatus status) {
        assertRefused(
                () -> DatabaseLifecycle.stop(in(status), NOW),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Instance orders is not in available state.");
        assertRefused(
                () -> DatabaseLifecycle.reboot(in(status)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Can only reboot db instances with state in: available, storage-optimization,"
                        + " incompatible-credentials, incompatible-parameters.");
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "STOPPED")
    void onlyAStoppedInstanceIsStarted(DatabaseStatus status) {
        assertRefused(
                () -> DatabaseLifecycle.start(in(status)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Instance orders is not stopped, it cannot be started.");
    }

    @Test
    void aStoppedInstanceIsNotModifiedAndIsDeleted() {
        assertRefused(
                () -> DatabaseLifecycle.available(in(STOPPED)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "You can't modify a stopped DB instance. Start the DB instance, and then modify it.");
        assertThat(next(DatabaseLifecycle.delete(in(STOPPED))).status()).isEqualTo(DatabaseStatus.DELETING);
    }

    @Test
    void aServerThatIsDownSettlesAsStoppedAndStaysThat() {
        assertThat(next(DatabaseLifecycle.settle(Optional.of(in(STOPPING)), in(STOPPING))))
                .isEqualTo(in(STOPPED));
        assertThat(DatabaseLifecycle.settle(Optional.of(in(STOPPED)), in(STOPPED)))
                .isEqualTo(Decision.keep(true));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "REBOOTING", "FAILED"})
    void aServerThatIsUpAgainSettlesAsAvailable(DatabaseStatus status) {
        assertThat(next(DatabaseLifecycle.settle(Optional.of(in(status)), in(status))))
                .isEqualTo(available());
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "REBOOTING", "DELETING"})
    void whatWasWantedMeanwhileIsStillToBeDone(DatabaseStatus wanted) {
        assertThat(DatabaseLifecycle.settle(Optional.of(in(wanted)), available()))
                .isEqualTo(Decision.keep(false).and(CHANGED));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "STOPPED", "DELETING"})
    void aServerThatDidNotEndIsNotStartedForIt(DatabaseStatus wanted) {
        assertThat(DatabaseLifecycle.fail(Optional.of(in(wanted)))).isEqualTo(Decision.keep(true));
        assertThat(DatabaseLifecycle.serverEnded(Optional.of(in(wanted)))).isEqualTo(Decision.keep(false));
    }

    private static ClusterMember member(String identifier) {
        return new ClusterMember(identifier, "db-1", "db.r6g.large", Map.of(), Instant.EPOCH);
    }

    /** An Aurora cluster if it has no instance class. */
    private static Database cluster(Optional<String> instanceClass, ClusterMember... members) {
        Database instance = available();
        return new Database(
                CLUSTER,
                "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                instance.engine(),
                instance.databaseName(),
                instance.host(),
                instance.port(),
                instance.adminPassword(),
                instance.master(),
                instance.status(),
                new Database.Settings(instanceClass, Database.Storage.of(1), false, 1, Map.of()),
                List.of(members),
                instance.created(),
                Optional.empty(),
                Optional.empty());
    }

    private static Database aurora(ClusterMember... members) {
        return cluster(Optional.empty(), members);
    }

    @Test
    void aClusterIsRefusedInItsOwnWords() {
        assertRefused(
                () -> DatabaseLifecycle.create(Optional.of(aurora()), aurora()),
                ErrorCode.DB_CLUSTER_ALREADY_EXISTS,
                "DB Cluster already exists");
        assertRefused(
                () -> DatabaseLifecycle.found(Optional.empty(), CLUSTER),
                ErrorCode.DB_CLUSTER_NOT_FOUND,
                "DBCluster orders not found.");
        assertRefused(
                () -> DatabaseLifecycle.available(aurora().with(STOPPING)),
                ErrorCode.INVALID_DB_CLUSTER_STATE,
                "Database instance is not in available state.");
        assertRefused(
                () -> DatabaseLifecycle.start(aurora()),
                ErrorCode.INVALID_DB_CLUSTER_STATE,
                "DbCluster orders is in available state but expected it to be one of"
                        + " stopped,inaccessible-encryption-credentials-recoverable.");
        assertRefused(
                () -> DatabaseLifecycle.delete(aurora().with(
                                new Database.Settings(Optional.empty(), Database.Storage.of(1), true, 1, Map.of()))),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "Cannot delete protected Cluster, please disable deletion protection and try again.");
    }

    @Test
    void membersJoinInOrder() {
        Database one = next(DatabaseLifecycle.join(aurora(), member("one")));
        Database two = next(DatabaseLifecycle.join(one, member("two")));

        assertThat(two.members()).containsExactly(member("one"), member("two"));
        assertThat(two.member(CLUSTER.instance("two"))).contains(member("two"));
        assertRefused(
                () -> DatabaseLifecycle.join(two, member("one")),
                ErrorCode.DB_INSTANCE_ALREADY_EXISTS,
                "DB instance already exists");
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "STOPPED", "DELETING"})
    void nobodyJoinsAClusterThatIsDown(DatabaseStatus status) {
        assertRefused(
                () -> DatabaseLifecycle.join(aurora().with(status), member("one")),
                ErrorCode.INVALID_DB_CLUSTER_STATE,
                "DbCluster orders is in " + status.wireName() + " state but expected it to be one of available.");
    }

    @Test
    void aMemberChangesAndLeavesWithoutTheServer() {
        Database both = aurora(member("one"), member("two"));

        Decision<Database, Database> changed = DatabaseLifecycle.change(
                both, CLUSTER.instance("one"), each -> Optional.of(each.withClass("db.r6g.xlarge")));
        Decision<Database, Database> left =
                DatabaseLifecycle.change(both, CLUSTER.instance("one"), each -> Optional.empty());

        assertThat(next(changed).members()).containsExactly(member("one").withClass("db.r6g.xlarge"), member("two"));
        assertThat(next(left).members()).containsExactly(member("two"));
        assertThat(left.events()).isEmpty();
        assertRefused(
                () -> DatabaseLifecycle.change(both, CLUSTER.instance("three"), Optional::of),
                ErrorCode.DB_INSTANCE_NOT_FOUND,
                "DBInstance three not found.");
    }

    @Test
    void anAuroraClusterIsDeletedOnceItsMembersAreAndAMultiAzOneWithThem() {
        assertRefused(
                () -> DatabaseLifecycle.delete(aurora(member("one"))),
                ErrorCode.INVALID_DB_CLUSTER_STATE,
                "Cluster cannot be deleted, it still contains DB instances in non-deleting state.");
        assertThat(next(DatabaseLifecycle.delete(aurora())).status()).isEqualTo(DatabaseStatus.DELETING);
        assertThat(next(DatabaseLifecycle.delete(cluster(Optional.of("db.m5d.large"), member("one"))))
                        .status())
                .isEqualTo(DatabaseStatus.DELETING);
    }
}
