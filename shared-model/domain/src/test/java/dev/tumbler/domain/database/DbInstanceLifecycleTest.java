package dev.tumbler.domain.database;

import static dev.tumbler.domain.database.DbInstanceStatus.REBOOTING;
import static dev.tumbler.domain.database.DbInstanceStatus.STARTING;
import static dev.tumbler.domain.database.DbInstanceStatus.STOPPED;
import static dev.tumbler.domain.database.DbInstanceStatus.STOPPING;
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

class DbInstanceLifecycleTest {
    private static final DbInstanceId ID = new DbInstanceId("123456789012", "eu-central-1", "orders");
    private static final SealedValue PASSWORD =
            new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[] {1});
    private static final SealedValue OTHER_PASSWORD =
            new SealedValue(SealedValue.Kind.STRING, "key", new byte[0], new byte[0], new byte[] {2});
    private static final DomainEvent CHANGED = new DomainEvent.DbInstanceChanged(ID);

    private static final DbInstance.Settings MORE_STORAGE =
            new DbInstance.Settings("db.t4g.micro", 40, false, 1, Map.of());

    private static MasterUser master(SealedValue reset) {
        return new MasterUser("admin", Optional.empty(), Optional.of(new MasterUser.PasswordReset(reset)), List.of());
    }

    private static DbInstance creating() {
        return new DbInstance(
                ID,
                "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                new DbInstance.Engine("postgres", "18", "18.6"),
                Optional.empty(),
                5432,
                PASSWORD,
                master(PASSWORD),
                DbInstanceStatus.CREATING,
                new DbInstance.Settings("db.t4g.micro", 20, false, 1, Map.of()),
                Instant.parse("2026-03-01T10:15:30Z"));
    }

    private static DbInstance available() {
        return next(DbInstanceLifecycle.settle(Optional.of(creating()), creating()));
    }

    private static Decision<DbInstance, DbInstance> modify(
            DbInstance stored, DbInstance seen, Optional<SealedValue> password) {
        return DbInstanceLifecycle.modify(stored, seen, MORE_STORAGE, password.map(DbInstanceLifecycleTest::master));
    }

    private static DbInstance next(Decision<DbInstance, ?> decision) {
        return ((Change.Write<DbInstance>) decision.change()).next();
    }

    private static void assertRefused(ThrowingCallable decision, ErrorCode code, String message) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void aNewInstanceIsToldSoThatItsServerIsMade() {
        assertThat(DbInstanceLifecycle.create(Optional.empty(), creating()).events())
                .containsExactly(CHANGED);
    }

    @Test
    void anIdentifierThatIsTakenIsRefused() {
        assertRefused(
                () -> DbInstanceLifecycle.create(Optional.of(available()), creating()),
                ErrorCode.DB_INSTANCE_ALREADY_EXISTS,
                "DB instance already exists");
    }

    @Test
    void aMissingInstanceIsNotFound() {
        assertRefused(
                () -> DbInstanceLifecycle.found(Optional.empty(), ID),
                ErrorCode.DB_INSTANCE_NOT_FOUND,
                "DBInstance orders not found.");
    }

    @Test
    void aServerThatIsAsWantedMakesTheInstanceAvailableWithNothingLeftToReset() {
        assertThat(available().status()).isEqualTo(DbInstanceStatus.AVAILABLE);
        assertThat(available().master().reset()).isEmpty();
    }

    @Test
    void aSettledInstanceSettlesAgainWithoutAWrite() {
        Decision<DbInstance, Boolean> decision = DbInstanceLifecycle.settle(Optional.of(available()), available());

        assertThat(decision).isEqualTo(Decision.keep(true));
    }

    @Test
    void aPasswordIsSavedBeforeTheServerHearsOfIt() {
        Decision<DbInstance, DbInstance> decision = modify(available(), available(), Optional.of(OTHER_PASSWORD));

        assertThat(next(decision).master().reset()).isPresent();
        assertThat(next(decision).status()).isEqualTo(DbInstanceStatus.RESETTING_MASTER_CREDENTIALS);
        assertThat(next(decision).settings()).as("in one write").isEqualTo(MORE_STORAGE);
        assertThat(decision.events()).containsExactly(CHANGED);
    }

    @Test
    void settingsAloneLeaveTheServerAsItIs() {
        Decision<DbInstance, DbInstance> decision = modify(available(), available(), Optional.empty());

        assertThat(next(decision)).isEqualTo(available().with(MORE_STORAGE));
        assertThat(decision.events()).isEmpty();
        assertRefused(
                () -> modify(creating(), creating(), Optional.empty()),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");
    }

    @Test
    void aMasterUserThatChangedSinceTheLookIsLookedAtAgain() {
        DbInstance reset = next(modify(available(), available(), Optional.of(OTHER_PASSWORD)));
        MasterUser renamed = new MasterUser("owner", Optional.empty(), Optional.empty(), List.of());

        assertThatThrownBy(() -> modify(available(), reset, Optional.of(PASSWORD)))
                .isInstanceOf(LookedTooEarly.class);
        assertThatThrownBy(() -> modify(available().with(renamed), available(), Optional.empty()))
                .isInstanceOf(LookedTooEarly.class);
    }

    @Test
    void aPasswordThatWasWantedMeanwhileIsNotTakenForTheOneThatWasSet() {
        DbInstance overtaken = next(modify(available(), available(), Optional.of(OTHER_PASSWORD)));

        Decision<DbInstance, Boolean> decision = DbInstanceLifecycle.settle(Optional.of(overtaken), creating());

        assertThat(decision.answer()).isFalse();
        assertThat(decision.change()).isInstanceOf(Change.Keep.class);
        assertThat(decision.events()).containsExactly(CHANGED);
    }

    @Test
    void anInstanceThatIsBeingDeletedNeverBecomesAvailable() {
        DbInstance deleting = next(DbInstanceLifecycle.delete(available()));

        assertThat(DbInstanceLifecycle.settle(Optional.of(deleting), available())
                        .change())
                .isInstanceOf(Change.Keep.class);
        assertThat(DbInstanceLifecycle.fail(Optional.of(deleting)).change()).isInstanceOf(Change.Keep.class);
    }

    @Test
    void anInstanceThatIsBusyIsNotModified() {
        assertRefused(
                () -> DbInstanceLifecycle.available(creating()),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");
    }

    @Test
    void aProtectedInstanceIsNotDeleted() {
        DbInstance guarded = available().with(new DbInstance.Settings("db.t4g.micro", 20, true, 1, Map.of()));

        assertRefused(
                () -> DbInstanceLifecycle.delete(guarded),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "Cannot delete protected DB Instance, please disable deletion protection and try again.");
    }

    @Test
    void aServerThatCouldNotBeMadeIsSeen() {
        assertThat(next(DbInstanceLifecycle.fail(Optional.of(creating()))).status())
                .isEqualTo(DbInstanceStatus.FAILED);
    }

    private static DbInstance in(DbInstanceStatus status) {
        return available().with(status);
    }

    @Test
    void aStoppedInstanceIsStartedAndARunningOneStoppedOrRebooted() {
        assertThat(DbInstanceLifecycle.stop(available()))
                .isEqualTo(Decision.write(in(STOPPING), in(STOPPING)).and(CHANGED));
        assertThat(DbInstanceLifecycle.start(in(STOPPED)))
                .isEqualTo(Decision.write(in(STARTING), in(STARTING)).and(CHANGED));
        assertThat(DbInstanceLifecycle.reboot(available()))
                .isEqualTo(Decision.write(in(REBOOTING), in(REBOOTING)).and(CHANGED));
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "AVAILABLE")
    void onlyAnAvailableInstanceIsStoppedOrRebooted(DbInstanceStatus status) {
        assertRefused(
                () -> DbInstanceLifecycle.stop(in(status)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Instance orders is not in available state.");
        assertRefused(
                () -> DbInstanceLifecycle.reboot(in(status)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Can only reboot db instances with state in: available, storage-optimization,"
                        + " incompatible-credentials, incompatible-parameters.");
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "STOPPED")
    void onlyAStoppedInstanceIsStarted(DbInstanceStatus status) {
        assertRefused(
                () -> DbInstanceLifecycle.start(in(status)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Instance orders is not stopped, it cannot be started.");
    }

    @Test
    void aStoppedInstanceIsNotModifiedAndIsDeleted() {
        assertRefused(
                () -> DbInstanceLifecycle.available(in(STOPPED)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "You can't modify a stopped DB instance. Start the DB instance, and then modify it.");
        assertThat(next(DbInstanceLifecycle.delete(in(STOPPED))).status()).isEqualTo(DbInstanceStatus.DELETING);
    }

    @Test
    void aServerThatIsDownSettlesAsStoppedAndStaysThat() {
        assertThat(next(DbInstanceLifecycle.settle(Optional.of(in(STOPPING)), in(STOPPING))))
                .isEqualTo(in(STOPPED));
        assertThat(DbInstanceLifecycle.settle(Optional.of(in(STOPPED)), in(STOPPED)))
                .isEqualTo(Decision.keep(true));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "REBOOTING", "FAILED"})
    void aServerThatIsUpAgainSettlesAsAvailable(DbInstanceStatus status) {
        assertThat(next(DbInstanceLifecycle.settle(Optional.of(in(status)), in(status))))
                .isEqualTo(available());
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "REBOOTING", "DELETING"})
    void whatWasWantedMeanwhileIsStillToBeDone(DbInstanceStatus wanted) {
        assertThat(DbInstanceLifecycle.settle(Optional.of(in(wanted)), available()))
                .isEqualTo(Decision.keep(false).and(CHANGED));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "STOPPED", "DELETING"})
    void aServerThatDidNotEndIsNotStartedForIt(DbInstanceStatus wanted) {
        assertThat(DbInstanceLifecycle.fail(Optional.of(in(wanted)))).isEqualTo(Decision.keep(false));
    }
}
