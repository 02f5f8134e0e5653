package dev.tumbler.domain.store;

/**
 * What a caller looked at before it asked a decision has changed since: the caller looks again. Keys are used between the
 * look and the decision, which has no side effects, so the two cannot be one.
 */
public final class LookedTooEarly extends RuntimeException {

    /**
     * The decision cannot stand on what was looked at.
     *
     * @param change what happened meanwhile
     */
    public LookedTooEarly(String change) {
        super(change + " after it was looked at");
    }
}
