package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.sealed;
import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableDatabaseStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store of database instances promises over any table. */
public abstract class DatabaseStoreContract {
    private final String region = Samples.region();

    protected abstract Table table();

    private DatabaseStore store() {
        return new TableDatabaseStore(table(), events -> {}, new SecureRandom());
    }

    private static Database instance(DatabaseId id) {
        return new Database(
                id,
                "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                new Database.Engine("postgres", "16.3", "18.6"),
                Optional.of("orders"),
                5432,
                sealed("admin"),
                new MasterUser("master", Optional.empty(), Optional.empty(), List.of()),
                DatabaseStatus.CREATING,
                new Database.Settings("db.t4g.micro", 20, false, 1, Map.of()),
                NOW);
    }

    private DatabaseId create(String in, String identifier) {
        DatabaseId id = new DatabaseId(ACCOUNT, in, identifier);
        await(store().update(id, stored -> Decision.write(instance(id), id)));
        return id;
    }

    @Test
    void anInstanceIsReadAsItWasWritten() {
        DatabaseId id = create(region, "orders");

        assertThat(await(store().get(id))).contains(instance(id));
    }

    @Test
    void anUpdateDecidesOnWhatIsStored() {
        DatabaseId id = create(region, "orders");

        await(store().update(
                        id, stored -> Decision.write(stored.orElseThrow().with(DatabaseStatus.AVAILABLE), "done")));

        assertThat(await(store().get(id))).contains(instance(id).with(DatabaseStatus.AVAILABLE));
    }

    @Test
    void anErasedInstanceIsGoneFromEverything() {
        DatabaseId id = create(region, "orders");

        await(store().update(id, stored -> Decision.erase("done")));

        assertThat(await(store().get(id))).isEmpty();
        assertThat(await(store().all())).doesNotContain(id);
        assertThat(await(store().list(ACCOUNT, region, Optional.empty(), 10)).items())
                .isEmpty();
    }

    @Test
    void instancesAreListedByIdentifierPageByPage() {
        List.of("c", "a", "b").forEach(identifier -> create(region, identifier));

        Page<Database> first = await(store().list(ACCOUNT, region, Optional.empty(), 2));
        Page<Database> second = await(store().list(ACCOUNT, region, first.next(), 2));

        assertThat(first.items()).extracting(each -> each.id().identifier()).containsExactly("a", "b");
        assertThat(second.items()).extracting(each -> each.id().identifier()).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void everyInstanceOfEveryRegionIsFound() {
        DatabaseId here = create(region, "orders");
        DatabaseId there = create(region + "-2", "orders");

        assertThat(await(store().all())).contains(here, there);
    }
}
