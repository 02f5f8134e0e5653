package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.sealed;
import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.store.DatabaseEventStore;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableDatabaseEventStore;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.contract.FaultyTable.Fault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What RDS tells of a database is there with the change that it tells of, once, and as long as it is kept. */
public abstract class DatabaseEventStoreContract {
    private final String region = Samples.region();

    protected abstract Table table();

    private DatabaseEventStore events() {
        return new TableDatabaseEventStore(table());
    }

    private static DatabaseStore store(Table over, Instant now) {
        return new TableDatabaseStore(over, EventSink.NOBODY, InstantSource.fixed(now), new SecureRandom());
    }

    private DatabaseId id(String identifier) {
        return new DatabaseId(DatabaseKind.INSTANCE, ACCOUNT, region, identifier);
    }

    private Database database(String identifier) {
        return new Database(
                id(identifier),
                "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                new Database.Engine("postgres", "18.6", "18.6"),
                Optional.empty(),
                Optional.empty(),
                5432,
                sealed("admin"),
                new MasterUser("master", Optional.empty(), Optional.empty(), List.of()),
                DatabaseStatus.CREATING,
                new Database.Settings(Optional.of("db.t4g.micro"), Database.Storage.of(20), false, 1, Map.of()),
                List.of(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    private void create(String identifier, Instant now) {
        Database creating = database(identifier);
        await(store(table(), now).update(creating.id(), stored -> Decision.write(creating, "done")));
        settle(store(table(), now), identifier);
    }

    private void settle(DatabaseStore store, String identifier) {
        await(store.update(
                id(identifier), stored -> Decision.write(stored.orElseThrow().with(DatabaseStatus.AVAILABLE), "done")));
    }

    private Page<DatabaseEvent> page(Instant from, Instant until, Optional<String> after, int limit) {
        return await(events().list(new DatabaseEventStore.Span(ACCOUNT, region, from, until), after, limit));
    }

    private List<String> told() {
        return page(Instant.EPOCH, NOW.plus(Duration.ofDays(100)), Optional.empty(), 100).items().stream()
                .map(event -> event.source().identifier() + ": " + event.message())
                .toList();
    }

    @Test
    void anEventIsReadAsItWasTold() {
        create("orders", NOW);

        assertThat(page(NOW, NOW, Optional.empty(), 10).items())
                .containsExactly(
                        new DatabaseEvent(id("orders"), "RDS-EVENT-0005", "creation", "DB instance created.", NOW));
    }

    @Test
    void eventsOutliveTheirDatabase() {
        create("orders", NOW);

        await(store(table(), NOW.plusSeconds(1)).update(id("orders"), stored -> Decision.erase("done")));

        assertThat(told()).containsExactly("orders: DB instance created.", "orders: DB instance deleted.");
    }

    @Test
    void aSecretsChangeMayTellOfADatabaseToo() {
        SecretId secret = new SecretId(ACCOUNT, region, "rds!db-1");
        DatabaseEvent event = new DatabaseEvent(id("orders"), "RDS-EVENT-0016", "configuration change", "Reset.", NOW);

        await(new TableSecretStore(table(), EventSink.NOBODY, new SecureRandom())
                .update(secret, stored -> SecretLifecycle.create(
                                stored, Samples.newSecret(secret, Optional.empty()), NOW)
                        .and(new DatabaseTold(event))));

        assertThat(page(NOW, NOW, Optional.empty(), 10).items()).containsExactly(event);
    }

    @Test
    void whatIsToldIsThereOnceWhateverAnswersAreLost() {
        create("orders", NOW);
        Deque<Fault> faults = new ArrayDeque<>(List.of(Fault.LOST_BEFORE, Fault.LOST_AFTER));
        Table faulty = new FaultyTable(
                table(), () -> Optional.ofNullable(faults.poll()).orElse(Fault.NONE));

        await(store(faulty, NOW.plusSeconds(1)).update(id("orders"), stored -> Decision.erase("done")));

        assertThat(told()).containsExactly("orders: DB instance created.", "orders: DB instance deleted.");
    }

    @Test
    void whatDidNotHappenIsNotToldOf() {
        create("orders", NOW);
        DatabaseStore refusing = store(new FaultyTable(table(), () -> Fault.REFUSED), NOW);

        awaitFailure(refusing.update(id("orders"), stored -> Decision.erase("done")));

        assertThat(told()).containsExactly("orders: DB instance created.");
    }

    @Test
    void eventsAreListedByTimePageByPage() {
        Stream.of("c", "a", "b").forEach(each -> create(each, NOW.plusSeconds(each.charAt(0))));

        Page<DatabaseEvent> first = page(NOW, NOW.plusSeconds('c'), Optional.empty(), 2);
        Page<DatabaseEvent> second = page(NOW, NOW.plusSeconds('c'), first.next(), 2);

        assertThat(first.items()).extracting(each -> each.source().identifier()).containsExactly("a", "b");
        assertThat(second.items())
                .extracting(each -> each.source().identifier())
                .containsExactly("c");
        assertThat(second.next()).isEmpty();
        assertThat(page(NOW.plusSeconds('b'), NOW.plusSeconds('b'), Optional.empty(), 10)
                        .items())
                .extracting(each -> each.source().identifier())
                .containsExactly("b");
    }

    /** The events of other tests may be older still, so it is asked until none is left. */
    @Test
    void oldEventsAreForgottenAndTheOthersStay() {
        create("old", Instant.EPOCH.plusSeconds(1));
        create("new", NOW);

        while (await(events().forget(Instant.EPOCH.plusSeconds(2), 10)) > 0) {
            assertThat(told()).contains("new: DB instance created.");
        }

        assertThat(told()).containsExactly("new: DB instance created.");
    }
}
