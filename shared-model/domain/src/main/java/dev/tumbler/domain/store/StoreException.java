package dev.tumbler.domain.store;

/** Carries a {@link StoreFailure} through a completion stage. */
public final class StoreException extends RuntimeException {
    private final transient StoreFailure failure;

    public StoreException(StoreFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public StoreException(StoreFailure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public StoreFailure failure() {
        return failure;
    }
}
