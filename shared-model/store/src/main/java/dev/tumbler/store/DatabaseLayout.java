package dev.tumbler.store;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.store.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A database in the table: the main item with all of it. A cluster's members rest in the cluster's item, so that whatever
 * is decided on them and the cluster together is one write under one revision.
 *
 * <p>For each member there is an item more, where an instance of that name would stand. It says which cluster to look into,
 * makes the member appear in the listing of instances, and keeps its identifier from being given twice. It comes and goes
 * in one batch with the cluster's item.
 */
record DatabaseLayout(DatabaseId id, Table table) implements Layout<Database> {
    private static final String CLUSTER = "cluster";

    /** Items of members are written only together with their cluster's, whose revision guards them; so they need but one. */
    private static final long MEMBER_REVISION = 1;

    @Override
    public Key key() {
        return Keys.database(id);
    }

    /** The item of a member says nothing about a database. */
    @Override
    public Optional<Database> read(Item main) {
        return readCluster(main).isPresent() ? Optional.empty() : Optional.of(readDatabase(main));
    }

    static Database readDatabase(Item main) {
        return DatabaseDocument.read(new Fields(main.document()));
    }

    static DatabaseId readId(Item item) {
        return DatabaseDocument.readId(new Fields(item.document()));
    }

    /** The cluster that the item of a member leads to; empty if it is no such item. */
    static Optional<DatabaseId> readCluster(Item item) {
        return new Fields(item.document()).optionalNested(CLUSTER).map(DatabaseDocument::readId);
    }

    @Override
    public CompletionStage<Optional<List<Write>>> write(
            Optional<Item> stored, Change.Write<Database> change, Stamp stamp) {
        if (stored.flatMap(DatabaseLayout::readCluster).isPresent()) {
            throw DatabaseKind.INSTANCE.alreadyExists();
        }
        Set<DatabaseId> before = stored.map(DatabaseLayout::readDatabase)
                .map(DatabaseLayout::memberIds)
                .orElse(Set.of());
        Set<DatabaseId> after = memberIds(change.next());
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(main(change.next(), stamp), stored.map(Item::revision)));
        minus(before, after).forEach(gone -> writes.add(deleteMember(gone)));
        List<DatabaseId> added = minus(after, before);
        added.forEach(member -> writes.add(putMember(member)));
        return free(added).thenApply(free -> Optional.of(writes));
    }

    /** Fails where one of them is taken. One that is taken after that makes the write fail, and brings the next writer here. */
    private CompletionStage<Boolean> free(List<DatabaseId> wanted) {
        CompletionStage<Boolean> free = CompletableFuture.completedStage(true);
        for (DatabaseId each : wanted) {
            free = free.thenCompose(before -> table.get(Keys.database(each))).thenApply(found -> {
                if (found.isPresent()) {
                    throw each.kind().alreadyExists();
                }
                return true;
            });
        }
        return free;
    }

    private static Set<DatabaseId> memberIds(Database database) {
        Set<DatabaseId> ids = new HashSet<>();
        database.members().forEach(member -> ids.add(database.id().instance(member.identifier())));
        return ids;
    }

    private static List<DatabaseId> minus(Set<DatabaseId> some, Set<DatabaseId> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private Item main(Database database, Stamp stamp) {
        Map<Index, Key> entries = Map.of(Index.LISTING, Keys.databaseListing(id), Index.WORK, work(database));
        return new Item(key(), stamp, entries, DatabaseDocument.write(database));
    }

    /** One whose server has ended is of no interest before it is started automatically. */
    private Key work(Database database) {
        return database.automaticRestart()
                .filter(restart -> database.status() == DatabaseStatus.STOPPED)
                .map(restart -> Keys.dueDatabase(id, restart))
                .orElseGet(() -> Keys.startedDatabase(id));
    }

    private Write putMember(DatabaseId member) {
        Document document = DatabaseDocument.id(member)
                .with(CLUSTER, DatabaseDocument.id(id).fields());
        Item item = new Item(
                Keys.database(member),
                new Stamp(MEMBER_REVISION, List.of()),
                Map.of(Index.LISTING, Keys.databaseListing(member)),
                document.fields());
        return new Write.Put(item, Optional.empty());
    }

    private static Write deleteMember(DatabaseId member) {
        return new Write.Delete(Keys.database(member), MEMBER_REVISION);
    }

    @Override
    public List<Write> erase(Item stored, Stamp stamp) {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Delete(key(), stored.revision()));
        memberIds(readDatabase(stored)).forEach(member -> writes.add(deleteMember(member)));
        return writes;
    }

    @Override
    public Optional<List<Write>> remaining(Item stored, Stamp stamp) {
        return Optional.empty();
    }
}
