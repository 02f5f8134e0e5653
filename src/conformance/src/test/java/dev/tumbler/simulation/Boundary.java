package dev.tumbler.simulation;

import dev.tumbler.simulation.Faults.Fault;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** The edge of one process. Each effect on what outlives the process passes here, until the process is killed. */
final class Boundary {
    private final Faults faults;
    private final Runnable watch;
    private boolean killed;

    /** The process that asks is not there any more. */
    static final class Killed extends RuntimeException {
        Killed(String effect) {
            super("killed at " + effect);
        }
    }

    /** Nobody can tell whether it happened. */
    static final class Lost extends RuntimeException {
        Lost(String effect) {
            super("lost: " + effect);
        }
    }

    /**
     * An edge.
     *
     * @param watch looks at the world after each effect
     */
    Boundary(Faults faults, Runnable watch) {
        this.faults = faults;
        this.watch = watch;
    }

    boolean killed() {
        return killed;
    }

    /** What a process that is still there may do without consequences. */
    <T> Uni<T> look(String what, Supplier<Uni<T>> question) {
        return Uni.createFrom().deferred(() -> killed ? Uni.createFrom().failure(new Killed(what)) : question.get());
    }

    <T> Uni<T> effect(String what, Supplier<Uni<T>> effect) {
        return look(what, () -> {
            Fault fault = faults.next();
            return switch (fault) {
                case NONE -> watched(effect);
                case LOST_BEFORE, KILLED_BEFORE -> broken(what, fault);
                // a refusal gets lost as well as any other answer
                case LOST_AFTER, KILLED_AFTER ->
                    watched(effect).onItemOrFailure().transformToUni((answer, refusal) -> broken(what, fault));
            };
        });
    }

    private <T> Uni<T> watched(Supplier<Uni<T>> effect) {
        return effect.get().invoke(watch);
    }

    private <T> Uni<T> broken(String what, Fault fault) {
        boolean lost = fault == Fault.LOST_BEFORE || fault == Fault.LOST_AFTER;
        killed |= !lost;
        return Uni.createFrom().failure(lost ? new Lost(what) : new Killed(what));
    }
}
