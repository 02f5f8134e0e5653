package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.sealed;
import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableDatabaseStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store of databases promises over any table. */
public abstract class DatabaseStoreContract {
    private static final String TAKEN = "DB instance already exists";

    private final String region = Samples.region();

    protected abstract Table table();

    private DatabaseStore store() {
        return new TableDatabaseStore(table(), EventSink.NOBODY, InstantSource.fixed(NOW), new SecureRandom());
    }

    private DatabaseId id(DatabaseKind kind, String identifier) {
        return new DatabaseId(kind, ACCOUNT, region, identifier);
    }

    private DatabaseId instance(String identifier) {
        return id(DatabaseKind.INSTANCE, identifier);
    }

    private static Database database(DatabaseId id, String... members) {
        return new Database(
                id,
                "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                new Database.Engine("postgres", "16.3", "18.6"),
                Optional.of("orders"),
                Optional.of("db.example.com"),
                5432,
                sealed("admin"),
                new MasterUser("master", Optional.empty(), Optional.empty(), List.of()),
                DatabaseStatus.CREATING,
                new Database.Settings(Optional.of("db.t4g.micro"), Database.Storage.of(20), false, 1, Map.of()),
                Stream.of(members).map(DatabaseStoreContract::member).toList(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    private static ClusterMember member(String identifier) {
        return new ClusterMember(identifier, "db-" + identifier, "db.r6g.large", Map.of("name", identifier), NOW);
    }

    private CompletionStage<DatabaseId> put(Database database) {
        return store().update(database.id(), stored -> Decision.write(database, database.id()));
    }

    private DatabaseId write(Database database) {
        return await(put(database));
    }

    private DatabaseId create(DatabaseKind kind, String identifier) {
        return write(database(id(kind, identifier)));
    }

    private List<DatabaseId> listed(DatabaseKind kind) {
        return await(store().list(kind, ACCOUNT, region, Optional.empty(), 10)).items();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseIsReadAsItWasWritten(DatabaseKind kind) {
        DatabaseId id = create(kind, "orders");

        assertThat(await(store().get(id))).contains(database(id));
    }

    @Test
    void anUpdateDecidesOnWhatIsStored() {
        DatabaseId id = create(DatabaseKind.INSTANCE, "orders");

        await(store().update(
                        id, stored -> Decision.write(stored.orElseThrow().with(DatabaseStatus.AVAILABLE), "done")));

        assertThat(await(store().get(id))).contains(database(id).with(DatabaseStatus.AVAILABLE));
    }

    @ParameterizedTest
    @EnumSource
    void anErasedDatabaseIsGoneFromEverything(DatabaseKind kind) {
        DatabaseId id = create(kind, "orders");

        await(store().update(id, stored -> Decision.erase("done")));

        assertThat(await(store().get(id))).isEmpty();
        assertThat(await(store().all())).doesNotContain(id);
        assertThat(listed(kind)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void databasesAreListedByIdentifierPageByPage(DatabaseKind kind) {
        List.of("c", "a", "b").forEach(identifier -> create(kind, identifier));

        Page<DatabaseId> first = await(store().list(kind, ACCOUNT, region, Optional.empty(), 2));
        Page<DatabaseId> second = await(store().list(kind, ACCOUNT, region, first.next(), 2));

        assertThat(first.items()).containsExactly(id(kind, "a"), id(kind, "b"));
        assertThat(second.items()).containsExactly(id(kind, "c"));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void everyDatabaseOfEveryKindAndRegionIsFound() {
        DatabaseId here = create(DatabaseKind.INSTANCE, "orders");
        DatabaseId there = write(database(new DatabaseId(DatabaseKind.INSTANCE, ACCOUNT, region + "-2", "orders")));
        DatabaseId cluster = create(DatabaseKind.CLUSTER, "orders");

        assertThat(await(store().all())).contains(here, there, cluster);
    }

    @ParameterizedTest
    @EnumSource
    void aStoppedDatabaseIsFoundWhenItIsToBeStartedAgain(DatabaseKind kind) {
        Database stopping = database(id(kind, "orders")).stoppedUntil(NOW);
        DatabaseId id = write(stopping);
        assertThat(await(store().all())).contains(id);
        assertThat(await(store().due(NOW, 100))).doesNotContain(id);

        write(stopping.with(DatabaseStatus.STOPPED));
        assertThat(await(store().get(id))).contains(stopping.with(DatabaseStatus.STOPPED));
        assertThat(await(store().all())).doesNotContain(id);
        assertThat(await(store().due(NOW.minusNanos(1), 100))).doesNotContain(id);
        assertThat(await(store().due(NOW, 100))).contains(id);

        write(stopping.with(DatabaseStatus.STARTING));
        assertThat(await(store().all())).contains(id);
        assertThat(await(store().due(NOW, 100))).doesNotContain(id);
    }

    @Test
    void aMembersIdentifierLeadsToItsCluster() {
        Database cluster = database(id(DatabaseKind.CLUSTER, "orders"), "one", "two");
        write(cluster);

        assertThat(await(store().get(instance("two")))).contains(cluster);
        assertThat(listed(DatabaseKind.INSTANCE)).containsExactly(instance("one"), instance("two"));
        assertThat(await(store().all())).contains(cluster.id()).doesNotContain(instance("one"), instance("two"));
    }

    @Test
    void aMemberThatLeavesIsGoneAndItsIdentifierFree() {
        DatabaseId cluster = id(DatabaseKind.CLUSTER, "orders");
        write(database(cluster, "one", "two"));
        write(database(cluster, "two"));

        assertThat(await(store().get(instance("one")))).isEmpty();
        assertThat(listed(DatabaseKind.INSTANCE)).containsExactly(instance("two"));
        create(DatabaseKind.INSTANCE, "one");
        assertThat(await(store().get(instance("one")))).contains(database(instance("one")));
    }

    @Test
    void anErasedClusterTakesItsMembersWithIt() {
        DatabaseId cluster = write(database(id(DatabaseKind.CLUSTER, "orders"), "one", "two"));

        await(store().update(cluster, stored -> Decision.erase("done")));

        assertThat(await(store().get(instance("one")))).isEmpty();
        assertThat(listed(DatabaseKind.INSTANCE)).isEmpty();
    }

    @Test
    void anIdentifierIsGivenOnce() {
        create(DatabaseKind.INSTANCE, "alone");
        write(database(id(DatabaseKind.CLUSTER, "orders"), "member"));

        DatabaseId others = id(DatabaseKind.CLUSTER, "others");
        assertThat(awaitFailure(put(database(others, "alone")))).hasMessage(TAKEN);
        assertThat(awaitFailure(put(database(others, "member")))).hasMessage(TAKEN);
        assertThat(awaitFailure(put(database(instance("member"))))).hasMessage(TAKEN);
        assertThat(listed(DatabaseKind.CLUSTER)).containsExactly(id(DatabaseKind.CLUSTER, "orders"));
    }

    @Test
    void ofManyWhoWantAnIdentifierAtOnceOneGetsIt() {
        List<Database> wanted = List.of(
                database(id(DatabaseKind.CLUSTER, "first"), "wanted"),
                database(id(DatabaseKind.CLUSTER, "second"), "wanted"),
                database(instance("wanted")));

        List<CompletionStage<DatabaseId>> stages =
                wanted.stream().map(this::put).toList();

        List<Optional<DatabaseId>> answers = stages.stream()
                .map(stage -> await(stage.handle((id, failure) -> Optional.ofNullable(id))))
                .toList();
        assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(await(store().get(instance("wanted"))).map(Database::id))
                .isEqualTo(answers.stream().flatMap(Optional::stream).findFirst());
        stages.stream()
                .filter(stage -> stage.toCompletableFuture().isCompletedExceptionally())
                .forEach(refused -> assertThat(awaitFailure(refused)).hasMessage(TAKEN));
    }
}
