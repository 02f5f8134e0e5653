package dev.tumbler.standins.lambda;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts functions as {@link Sandbox} does, each time in a fresh process, and takes the time. Its methods wait, so none may
 * be called on an event loop.
 */
public final class ColdStarts implements AutoCloseable {
    private static final String ACCOUNT = "123456789012";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final String region;
    private final FunctionSurroundings surroundings;
    private final SandboxClock clock;
    private final Runtimes runtimes;

    /**
     * In a folder of its own, which keeps what the functions print.
     *
     * @param machine the time of this machine
     */
    public ColdStarts(Path folder, String region, FunctionSurroundings surroundings, InstantSource machine) {
        this.folder = folder;
        this.region = region;
        this.surroundings = surroundings;
        clock = new SandboxClock(machine);
        runtimes = new Runtimes(new FunctionFiles(folder));
    }

    /**
     * Starts it, hands it the event so many times, and ends it.
     *
     * @param invocations the first and those after it
     */
    public ColdStart once(InstalledFunction function, byte[] event, int invocations) {
        LambdaFunction deployed = function.in(ACCOUNT, region);
        TimedInvocations timed = new TimedInvocations(deployed, event, invocations, clock);
        RuntimeApi api = awaited(RuntimeApi.listen(vertx, timed).toCompletionStage());
        try {
            return once(deployed, function.code(), api, timed);
        } finally {
            awaited(api.close().toCompletionStage());
        }
    }

    private ColdStart once(LambdaFunction function, Path code, RuntimeApi api, TimedInvocations timed) {
        List<String> command = command(function, code);
        Map<String, String> environment = FunctionEnvironment.of(function, code, api.address(), "cold", surroundings);
        long began = clock.nanoTime();
        FunctionProcess process = FunctionProcess.start(command, environment, code, log());
        process.ended().thenAccept(timed::exited);
        try {
            Duration start = Duration.ofNanos(awaited(timed.firstAsked()) - began);
            List<Duration> times = awaited(timed.answered());
            return new ColdStart(start, times.get(0), times.subList(1, times.size()), process.residentBytes());
        } finally {
            process.kill();
            awaited(process.ended());
        }
    }

    private List<String> command(LambdaFunction function, Path code) {
        try {
            return runtimes.command(function, code);
        } catch (Runtimes.NoEntrypoint none) {
            throw new FunctionFailed(function.id().name() + ": " + none.getMessage(), none);
        }
    }

    /** What the start of any process costs here: one that does nothing, in the same way, from its start to its end. */
    public Duration ofNothing() {
        String nothing = Stream.of("/bin/true", "/usr/bin/true")
                .filter(each -> Files.isExecutable(Path.of(each)))
                .findFirst()
                .orElseThrow(() -> new FunctionFailed("this machine has no /bin/true"));
        long began = clock.nanoTime();
        awaited(FunctionProcess.start(List.of(nothing), Map.of(), folder, log()).ended());
        return Duration.ofNanos(clock.nanoTime() - began);
    }

    private Path log() {
        return folder.resolve("functions.log");
    }

    private static <T> T awaited(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof FunctionFailed why) {
                throw why;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        awaited(vertx.close().toCompletionStage());
    }
}
