package dev.tumbler.credentials;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A call that all who ask while it runs share. */
final class Coalesced<T> {
    private final AtomicReference<CompletableFuture<T>> running = new AtomicReference<>();
    private final Supplier<CompletionStage<T>> call;

    Coalesced(Supplier<CompletionStage<T>> call) {
        this.call = call;
    }

    CompletionStage<T> run() {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> theirs = running.compareAndExchange(null, mine);
        if (theirs != null) {
            return theirs;
        }
        call.get().whenComplete((answer, failure) -> {
            running.set(null);
            if (failure != null) {
                mine.completeExceptionally(failure);
            } else {
                mine.complete(answer);
            }
        });
        return mine;
    }
}
