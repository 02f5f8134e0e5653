package dev.tumbler.scheduler;

import dev.tumbler.domain.rotation.RotationRun;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Runs one step of a rotation and waits for it: by the function that the run names, or by the steps of the service that
 * rotates.
 *
 * <p>A step may be run again after it succeeded, failed or was cut off; making that harmless is the step's own duty.
 */
public interface StepInvoker {

    /** Completes when the step has returned; fails with what the step failed with. */
    Uni<Void> invoke(Step step, RotationRun run);

    /**
     * For how long a rotation is its driver's alone. After that the driver has ended, and another one takes up what is not
     * done. Zero where all drivers are in this process: they know of each other, and end together.
     */
    default Duration lease() {
        return Duration.ZERO;
    }
}
