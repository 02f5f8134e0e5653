package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.standins.RootKey;
import dev.tumbler.store.Table;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Lambda on a local machine: functions in the table, their code in files, and each running as processes of this machine.
 * Its handlers serve clients; {@link #invoker} serves other services in the same process.
 */
public final class LambdaStandIn implements AutoCloseable {
    private static final int STOP_SECONDS = 10;
    private static final int ARN_PARTS = 7;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    private final Functions functions;
    private final InstalledFunctions installed;
    private final FunctionFiles files;
    private final Fleets fleets;
    private final Deployments deployments;
    private final EventInvocations events;
    private final Runnable tryIsolation;
    private volatile boolean stopped;

    /** What it rests in: the folder is its own. */
    public record Storage(Table table, RootKey root, Path folder) {}

    /**
     * What it runs with.
     *
     * @param clock the router's, which may be moved
     * @param machine the machine's, by which functions tell how much time they have left
     * @param blocking for files and processes
     */
    public record Machinery(
            Vertx vertx, Executor blocking, InstantSource clock, InstantSource machine, SecureRandom random) {}

    public LambdaStandIn(
            Storage storage, Machinery machinery, FunctionSurroundings surroundings, InstalledFunctions installed) {
        this.installed = installed;
        functions = new Functions(
                storage.table(),
                machinery.random(),
                new FunctionForm(new SealedEnvironment(storage.root())),
                machinery.clock());
        files = new FunctionFiles(storage.folder());
        SandboxClock machine = new SandboxClock(machinery.machine());
        TriedIsolation isolation = new TriedIsolation(files, surroundings.hidden());
        fleets = new Fleets(
                new SandboxLauncher(
                        files,
                        new Runtimes(files),
                        surroundings,
                        machinery.vertx(),
                        machinery.blocking(),
                        machine,
                        isolation),
                machinery.vertx());
        tryIsolation = () -> machinery.blocking().execute(isolation::get);
        deployments = new Deployments(functions, files, fleets, machinery.blocking());
        events = new EventInvocations(
                functions,
                fleets,
                new WaitingEvents(files.events(), storage.root()),
                machinery.vertx(),
                machinery.blocking(),
                machine);
    }

    /** Removes what a killed router left behind; before calls are taken. It blocks. */
    public void start() {
        tryIsolation.run();
        deployments.removeLeftovers();
        events.start();
    }

    /** Hands over the events that the last run has left; when functions can call the router. It blocks. */
    public void resume() {
        events.resume();
    }

    public FunctionInvoker invoker() {
        return new FunctionInvoker() {
            @Override
            public Uni<InvocationResult> invoke(String functionArn, byte[] payload) {
                Invocation invocation = new Invocation(UUID.randomUUID().toString(), payload);
                return Uni.createFrom()
                        .completionStage(() ->
                                invocable(id(functionArn)).thenCompose(function -> fleets.invoke(function, invocation)))
                        .chain(LambdaStandIn.this::told);
            }

            @Override
            public Uni<Void> invokeLater(String functionArn, byte[] payload) {
                Invocation invocation = new Invocation(UUID.randomUUID().toString(), payload);
                return Uni.createFrom().completionStage(() -> functions
                        .find(id(functionArn))
                        .thenCompose(function -> events.accept(function.id(), invocation)));
            }

            @Override
            public Uni<Boolean> mayInvoke(String service, String functionArn, String sourceArn) {
                return Uni.createFrom()
                        .completionStage(
                                () -> functions.present(id(functionArn)).thenApply(found -> found.filter(
                                                function -> function.permissions().stream()
                                                        .anyMatch(each -> each.letsInvoke(service, sourceArn)))
                                        .isPresent()))
                        .onFailure(AwsException.class)
                        .recoverWithItem(false);
            }
        };
    }

    /** A function that was killed because the router stops has neither succeeded nor failed, so nothing is told of it. */
    private Uni<InvocationResult> told(InvocationResult result) {
        return stopped ? Uni.createFrom().nothing() : Uni.createFrom().item(result);
    }

    private static FunctionId id(String arn) {
        String[] parts = arn.split(":", -1);
        if (parts.length < ARN_PARTS) {
            throw new AwsException(ErrorCode.LAMBDA_NOT_FOUND, "Function not found: " + arn);
        }
        Caller owner = new Caller(parts[ACCOUNT], parts[REGION], arn, "", Optional.empty());
        return FunctionReference.parse(arn, null, new FunctionCall(owner, "Invoke", ""));
    }

    /** What may be invoked: also what nobody has created. */
    CompletionStage<LambdaFunction> invocable(FunctionId id) {
        return installed
                .find(id.region(), id.name())
                .map(function -> CompletableFuture.completedStage(function.in(id.account(), id.region())))
                .orElseGet(() -> functions.find(id));
    }

    Functions functions() {
        return functions;
    }

    FunctionFiles files() {
        return files;
    }

    Fleets fleets() {
        return fleets;
    }

    Deployments deployments() {
        return deployments;
    }

    EventInvocations events() {
        return events;
    }

    /** Kills every process of every function and waits for the last one. */
    @Override
    public void close() {
        stopped = true;
        events.stop();
        fleets.close()
                .toCompletableFuture()
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
