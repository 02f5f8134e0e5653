package dev.tumbler.store;

/** The orders in which items can be found without their key. An item stands in each at most once, and may stand in none. */
public enum Index {
    /** What callers list. */
    LISTING,
    /**
     * What the service itself looks for: secrets with something to do, by time, and instances to start again. It is
     * sparse, so finding what is due costs what is due, not what is stored.
     */
    WORK
}
