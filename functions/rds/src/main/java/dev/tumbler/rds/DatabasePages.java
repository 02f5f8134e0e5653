package dev.tumbler.rds;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the operations that describe databases answer: one by identifier or ARN, or a page of those that pass the filters. */
@Singleton
public class DatabasePages {
    private final Databases databases;
    private final DatabaseStore store;

    @Inject
    public DatabasePages(Databases databases, DatabaseStore store) {
        this.databases = databases;
        this.store = store;
    }

    /** What a caller asks for; an identifier makes the rest meaningless. */
    record Asked(DatabaseKind kind, String identifier, Integer maxRecords, String marker) {}

    /** The answers for a page, each made of what was asked for and the database that it led to. */
    <T> Uni<Page<T>> page(
            Asked asked, Action action, AnswerFilters<T> filters, BiFunction<DatabaseId, Database, Uni<T>> answer) {
        if (asked.identifier() != null) {
            DatabaseId id = Identifiers.named(asked.kind(), asked.identifier(), action);
            return databases
                    .find(id)
                    .chain(found -> answer.apply(id, found))
                    .map(found -> new Page<>(filters.passed(List.of(found)), Optional.empty()));
        }
        return ids(asked, action.caller()).chain(page -> answers(page.items(), answer)
                .map(answers -> new Page<>(filters.passed(answers), page.next())));
    }

    private Uni<Page<DatabaseId>> ids(Asked asked, Caller caller) {
        int limit = Records.limit(asked.maxRecords());
        return Uni.createFrom()
                .completionStage(() -> store.list(
                        asked.kind(), caller.account(), caller.region(), Optional.ofNullable(asked.marker()), limit))
                .onFailure(AwsException.class)
                .transform(refusal -> Records.invalidMarker(asked.marker()));
    }

    /** One that has gone since it was listed is left out. */
    private <T> Uni<List<T>> answers(List<DatabaseId> ids, BiFunction<DatabaseId, Database, Uni<T>> answer) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> Uni.createFrom()
                        .completionStage(() -> store.get(id))
                        .chain(found -> found.map(database -> answer.apply(id, database))
                                .orElseGet(() -> Uni.createFrom().nullItem())))
                .collect()
                .asList();
    }
}
