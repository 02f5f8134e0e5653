package dev.tumbler.store.contract;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for stages in tests, and shows a failure exactly as a stage carries it. */
public final class Stages {
    private static final long LONGEST_SECONDS = 60;

    private Stages() {}

    private record Outcome<T>(T value, Optional<Throwable> failure) {}

    /** The value of a stage that is to succeed. */
    public static <T> T await(CompletionStage<T> stage) {
        Outcome<T> outcome = outcome(stage);
        if (outcome.failure().isPresent()) {
            throw new AssertionError("the stage failed", outcome.failure().get());
        }
        return outcome.value();
    }

    /** The failure of a stage that is to fail, not wrapped in anything. */
    public static Throwable awaitFailure(CompletionStage<?> stage) {
        Outcome<?> outcome = outcome(stage);
        return outcome.failure().orElseThrow(() -> new AssertionError("the stage brought " + outcome.value()));
    }

    /** What a call throws at once, before there is a stage. */
    public static Throwable thrownBy(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("the call threw nothing");
    }

    private static <T> Outcome<T> outcome(CompletionStage<T> stage) {
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        stage.whenComplete((value, failure) -> {
            outcome.set(new Outcome<>(value, Optional.ofNullable(failure)));
            done.countDown();
        });
        try {
            if (!done.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the stage did not complete");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return outcome.get();
    }
}
