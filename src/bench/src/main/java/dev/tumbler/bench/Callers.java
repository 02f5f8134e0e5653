package dev.tumbler.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** So many callers at once, each of which waits for its answer before it calls again. */
final class Callers {
    private static final long SEED = 7;
    private static final double NANOS_PER_SECOND = 1e9;

    private Callers() {}

    /**
     * How many calls all of them make in a second, after a quarter of the time to warm up.
     *
     * @param call makes one call and returns once it is answered; its caller's own randomness is handed to it
     */
    static double callsPerSecond(int callers, Duration time, Consumer<SplittableRandom> call) {
        run(callers, time.dividedBy(4), call);
        return run(callers, time, call);
    }

    private static double run(int callers, Duration time, Consumer<SplittableRandom> call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<Long>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                SplittableRandom random = new SplittableRandom(SEED + caller);
                running.add(threads.submit(() -> count(end, random, call)));
            }
            long calls = 0;
            for (Future<Long> each : running) {
                calls += each.get();
            }
            return calls * NANOS_PER_SECOND / (System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long count(long end, SplittableRandom random, Consumer<SplittableRandom> call) {
        long calls = 0;
        while (System.nanoTime() < end) {
            call.accept(random);
            calls++;
        }
        return calls;
    }
}
