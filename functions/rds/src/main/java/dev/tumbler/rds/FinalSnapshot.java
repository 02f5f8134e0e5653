package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;

import dev.tumbler.domain.database.DatabaseKind;

/** A final snapshot cannot be made here, and a caller who asks for one must not lose the data in silence. */
final class FinalSnapshot {
    private FinalSnapshot() {}

    static void check(Boolean skip, String identifier, DatabaseKind kind) {
        boolean skipped = Boolean.TRUE.equals(skip);
        boolean named = identifier != null;
        if (skipped && named) {
            throw invalidCombination(
                    "FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is enabled.");
        }
        if (!skipped && !named) {
            throw invalidCombination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        if (named) {
            throw invalidCombination("This endpoint makes no snapshots. Specify SkipFinalSnapshot to delete the "
                    + kind.words() + " with all its data.");
        }
    }
}
