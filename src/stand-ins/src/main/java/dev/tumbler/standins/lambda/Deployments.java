package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Brings functions and their code up to what is asked.
 *
 * <p>Code is on disk before the function says so in the store, and leaves the disk after it no longer does: whatever a
 * crash leaves behind is code that no function names, and goes at the next start.
 */
final class Deployments {
    private static final Logger LOG = Logger.getLogger(Deployments.class);

    private final Functions functions;
    private final FunctionFiles files;
    private final Fleets fleets;
    private final Executor blocking;

    /** Functions that get code right now: two uploads for one would not know which code is the old one. */
    private final Set<FunctionId> deploying = ConcurrentHashMap.newKeySet();

    Deployments(Functions functions, FunctionFiles files, Fleets fleets, Executor blocking) {
        this.functions = functions;
        this.files = files;
        this.fleets = fleets;
        this.blocking = blocking;
    }

    /**
     * Makes a function.
     *
     * @param function what it will be, but for its code
     */
    CompletionStage<LambdaFunction> create(
            FunctionId id, UploadedCode code, Function<FunctionCode, LambdaFunction> function) {
        return alone(id, () -> functions.present(id).thenCompose(stored -> {
            stored.ifPresent(present -> {
                throw LambdaErrors.exists(id.name());
            });
            return withCode(id, code, kept -> functions.create(function.apply(kept)));
        }));
    }

    CompletionStage<LambdaFunction> updateCode(
            FunctionId id, UploadedCode code, String revisionId, UnaryOperator<FunctionSettings> change) {
        return alone(id, () -> functions.find(id).thenCompose(old -> withCode(
                        id,
                        code,
                        kept -> functions.change(
                                id,
                                revisionId,
                                found -> found.with(kept, change.apply(found.settings()), functions.now())))
                .thenApply(changed -> {
                    replace(id, old.code());
                    return changed;
                })));
    }

    CompletionStage<LambdaFunction> updateSettings(
            FunctionId id, String revisionId, UnaryOperator<FunctionSettings> change) {
        return functions
                .change(
                        id,
                        revisionId,
                        found -> found.with(found.code(), change.apply(found.settings()), functions.now()))
                .thenApply(changed -> {
                    fleets.retire(id);
                    return changed;
                });
    }

    CompletionStage<LambdaFunction> delete(FunctionId id) {
        return alone(id, () -> functions.delete(id).thenApply(deleted -> {
            replace(id, deleted.code());
            return deleted;
        }));
    }

    private <T> CompletionStage<T> alone(FunctionId id, Supplier<CompletionStage<T>> work) {
        if (!deploying.add(id)) {
            throw new AwsException(
                    ErrorCode.LAMBDA_CONFLICT,
                    "The operation cannot be performed at this time. An update is in progress for resource: "
                            + id.arn());
        }
        return CompletableFuture.completedStage(id)
                .thenCompose(any -> work.get())
                .whenComplete((done, failure) -> deploying.remove(id));
    }

    private CompletionStage<LambdaFunction> withCode(
            FunctionId id, UploadedCode code, Function<FunctionCode, CompletionStage<LambdaFunction>> write) {
        return CompletableFuture.supplyAsync(() -> code.keep(files, id), blocking)
                .thenCompose(kept -> write.apply(kept).whenComplete((written, failure) -> {
                    if (failure != null) {
                        remove(id, kept);
                    }
                }));
    }

    /** The old code serves what has begun, and goes after that. */
    private void replace(FunctionId id, FunctionCode old) {
        fleets.retire(id).thenRun(() -> remove(id, old));
    }

    private void remove(FunctionId id, FunctionCode code) {
        if (code instanceof FunctionCode.Zipped zipped) {
            blocking.execute(() -> removeFiles(id, zipped));
        }
    }

    private void removeFiles(FunctionId id, FunctionCode.Zipped code) {
        try {
            files.remove(id, code);
        } catch (UncheckedIOException failure) {
            LOG.warnf(failure, "Old code of %s goes at the next start", id.name());
        }
    }

    /** Removes the code that no function names; before any call is taken. It blocks. */
    void removeLeftovers() {
        files.removeUnfinished();
        for (FunctionId id : files.all()) {
            Optional<FunctionCode> current =
                    functions.present(id).toCompletableFuture().join().map(LambdaFunction::code);
            files.removeOthers(id, current);
        }
    }
}
