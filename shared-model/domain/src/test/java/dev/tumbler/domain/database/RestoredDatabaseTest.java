package dev.tumbler.domain.database;

import static dev.tumbler.domain.database.DatabaseLifecycleTest.available;
import static dev.tumbler.domain.database.DatabaseLifecycleTest.creating;
import static dev.tumbler.domain.database.DatabaseLifecycleTest.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.store.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Databases that begin with a backup. */
class RestoredDatabaseTest {
    private final Database restoring = creating(Optional.of(new Backup("backups", "orders/")));

    @Test
    void aBackupIsRememberedUntilItIsLoaded() {
        Database failed = next(DatabaseLifecycle.fail(Optional.of(restoring)));

        assertThat(failed.backup()).isEqualTo(restoring.backup());
        assertThat(next(DatabaseLifecycle.settle(Optional.of(failed), failed))).isEqualTo(available());
    }

    @Test
    void aBackupThatCannotBeLoadedLeavesNothingButToDelete() {
        Database incompatible = next(DatabaseLifecycle.giveUp(Optional.of(restoring)));

        assertThat(incompatible.status()).isEqualTo(DatabaseStatus.INCOMPATIBLE_RESTORE);
        assertThat(incompatible.status().unfinished()).isFalse();
        assertThat(DatabaseLifecycle.serverEnded(Optional.of(incompatible))).isEqualTo(Decision.keep(false));
        assertThat(next(DatabaseLifecycle.delete(incompatible)).status()).isEqualTo(DatabaseStatus.DELETING);
    }

    @Test
    void whoWantsItGoneStillDoes() {
        Database deleting = restoring.with(DatabaseStatus.DELETING);

        assertThat(DatabaseLifecycle.giveUp(Optional.of(deleting))).isEqualTo(Decision.keep(false));
    }
}
