package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.store.DatabaseStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Predicate;

/** The stored databases of all accounts and regions, for who attends to them of its own accord. */
@Singleton
public class AllDatabases {
    private static final int AT_ONCE = 4;

    private final DatabaseStore store;

    @Inject
    public AllDatabases(DatabaseStore store) {
        this.store = store;
    }

    /** Works on each that is wanted, a few at a time; completes when all of that is done. */
    public Uni<Void> each(Predicate<Database> wanted, Function<DatabaseId, Uni<?>> work) {
        return Uni.createFrom()
                .completionStage(store::all)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUni(id -> Uni.createFrom().completionStage(() -> store.get(id)))
                .merge(AT_ONCE)
                .select()
                .where(found -> found.filter(wanted).isPresent())
                .onItem()
                .transformToUni(found -> work.apply(found.orElseThrow().id()))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
