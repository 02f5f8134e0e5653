package dev.tumbler.domain.store;

/** Why a store could not do what was asked. */
public sealed interface StoreFailure {

    /** Others kept winning the race for the same thing; nothing was written by this call. */
    record Conflict(int attempts) implements StoreFailure {}

    /** What was to be written is larger than the store takes; nothing was written. */
    record TooLarge(long bytes, long mostBytes) implements StoreFailure {}

    /** The write may or may not have happened, and reading again did not tell. */
    record Unknown(String cause) implements StoreFailure {}

    /**
     * The store takes no writes for now, on a full disk for one; nothing was written, and the same call may go well later.
     *
     * @param why a sentence for the caller, which names no file
     */
    record Unavailable(String why) implements StoreFailure {}
}
