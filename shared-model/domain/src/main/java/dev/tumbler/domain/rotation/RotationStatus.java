package dev.tumbler.domain.rotation;

import static dev.tumbler.domain.rotation.RotationTrigger.ABANDONED;
import static dev.tumbler.domain.rotation.RotationTrigger.ATTEMPT_FAILED;
import static dev.tumbler.domain.rotation.RotationTrigger.GAVE_UP;
import static dev.tumbler.domain.rotation.RotationTrigger.RETRIED;
import static dev.tumbler.domain.rotation.RotationTrigger.STARTED;
import static dev.tumbler.domain.rotation.RotationTrigger.SUCCEEDED;
import static dev.tumbler.domain.rotation.RotationTrigger.TESTED;
import static dev.tumbler.domain.rotation.RotationTrigger.TEST_STARTED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where a secret's rotation stands. The table below is the whole life of a rotation. */
public enum RotationStatus {
    /** Nothing is under way. */
    IDLE,
    /** The four steps are being run. */
    RUNNING,
    /** An attempt failed; the next one comes after a pause. */
    WAITING,
    /** Only testSecret is being run, on a version that holds a copy of the current value and goes afterwards. */
    TESTING,
    /** Every attempt failed: AWSPENDING stays, AWSCURRENT was not touched. */
    FAILED;

    private static final Map<RotationStatus, Map<RotationTrigger, RotationStatus>> TABLE =
            new EnumMap<>(RotationStatus.class);

    private static void on(RotationStatus from, RotationTrigger trigger, RotationStatus to) {
        RotationStatus twice = TABLE.computeIfAbsent(from, any -> new EnumMap<>(RotationTrigger.class))
                .put(trigger, to);
        if (twice != null) {
            throw new IllegalStateException(from + " has two rows for " + trigger);
        }
    }

    static {
        on(IDLE, STARTED, RUNNING);
        on(IDLE, TEST_STARTED, TESTING);
        on(RUNNING, SUCCEEDED, IDLE);
        on(RUNNING, ATTEMPT_FAILED, WAITING);
        on(RUNNING, GAVE_UP, FAILED);
        on(RUNNING, ABANDONED, IDLE);
        on(WAITING, RETRIED, RUNNING);
        on(WAITING, ABANDONED, IDLE);
        on(TESTING, TESTED, IDLE);
        on(TESTING, ABANDONED, IDLE);
        on(FAILED, STARTED, RUNNING);
        on(FAILED, ABANDONED, IDLE);
    }

    /** Where the trigger leads from here; empty where the table has no such row. */
    public Optional<RotationStatus> on(RotationTrigger trigger) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(trigger));
    }
}
