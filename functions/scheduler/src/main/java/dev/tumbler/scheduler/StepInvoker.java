package dev.tumbler.scheduler;

import io.smallrye.mutiny.Uni;

/**
 * Runs one step of a rotation and waits for it. In AWS it invokes a function; the local router calls the step's handler.
 *
 * <p>A step may be run again after it succeeded, failed or was cut off; making that harmless is the step's own duty.
 */
public interface StepInvoker {

    /** Completes when the step has returned; fails with what the step failed with. */
    Uni<Void> invoke(Step step, String secretArn, String token);
}
