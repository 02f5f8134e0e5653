package dev.tumbler.standins.lambda;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.store.Index;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Updates;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The functions as they are stored. */
final class Functions {
    private final Table table;
    private final Updates updates;
    private final FunctionForm form;
    private final InstantSource clock;

    Functions(Table table, RandomGenerator random, FunctionForm form, InstantSource clock) {
        this.table = table;
        this.updates = new Updates(table, random);
        this.form = form;
        this.clock = clock;
    }

    /** In milliseconds, as moments rest and as answers show them. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    CompletionStage<Optional<LambdaFunction>> present(FunctionId id) {
        return table.get(FunctionForm.key(id)).thenApply(found -> found.map(form::read));
    }

    CompletionStage<LambdaFunction> find(FunctionId id) {
        return present(id).thenApply(found -> found.orElseThrow(() -> LambdaErrors.notFound(id.arn())));
    }

    CompletionStage<LambdaFunction> create(LambdaFunction function) {
        LambdaFunction made = function.withRevision(newRevision());
        return update(function.id(), stored -> {
            stored.ifPresent(present -> {
                throw LambdaErrors.exists(present.id().name());
            });
            return Decision.write(made, made);
        });
    }

    /**
     * Changes a function.
     *
     * @param revisionId the revision that the caller knows; null if any will do
     */
    CompletionStage<LambdaFunction> change(FunctionId id, String revisionId, UnaryOperator<LambdaFunction> change) {
        String next = newRevision();
        return update(id, stored -> {
            LambdaFunction found = stored.orElseThrow(() -> LambdaErrors.notFound(id.arn()));
            if (revisionId != null && !revisionId.equals(found.revisionId())) {
                throw LambdaErrors.anotherRevision();
            }
            LambdaFunction changed = change.apply(found).withRevision(next);
            return Decision.write(changed, changed);
        });
    }

    /** Removes a function and answers what it was. */
    CompletionStage<LambdaFunction> delete(FunctionId id) {
        return update(id, stored -> Decision.erase(stored.orElseThrow(() -> LambdaErrors.notFound(id.arn()))));
    }

    /**
     * A page of an account's functions in one region, by name.
     *
     * @param after the name that the page before ended with
     */
    CompletionStage<Page<LambdaFunction>> list(String account, String region, Optional<String> after, int limit) {
        Query query = Query.of(Index.LISTING, FunctionForm.listing(account, region), limit + 1);
        return table.query(query.after(after))
                .thenApply(items -> page(items.stream().map(form::read).toList(), limit));
    }

    private static Page<LambdaFunction> page(List<LambdaFunction> found, int limit) {
        boolean more = found.size() > limit;
        List<LambdaFunction> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown, more ? Optional.of(shown.get(limit - 1).id().name()) : Optional.empty());
    }

    private static String newRevision() {
        return UUID.randomUUID().toString();
    }

    private <R> CompletionStage<R> update(
            FunctionId id, Function<Optional<LambdaFunction>, Decision<LambdaFunction, R>> decide) {
        return updates.update(FunctionForm.key(id), form, decide);
    }
}
