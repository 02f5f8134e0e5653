package dev.tumbler.store;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A secret in the table: the main item with everything but the values, and an item for each version's sealed value, which
 * is written once, and again only where its value is sealed under another key. The main item also carries the value of
 * AWSCURRENT, so that the most frequent read of all costs one item.
 *
 * <p>A secret of 100 versions has 101 items, one more than a batch takes. Its erasure is two batches: the first puts a
 * note with the versions that remain in place of the secret, and every reader takes the note for absence. Whoever comes
 * next removes the rest: usually the eraser itself, after a crash the one who looks for due work or makes the secret anew.
 */
record SecretLayout(SecretId id, Table table) implements Layout<Secret> {
    private static final String SECRET = "secret";
    private static final String CURRENT = "current";
    private static final String VERSION_ID = "versionId";
    private static final String ERASING = "erasing";

    /** Version items are written only together with their main item, whose revision guards them; so they need but one. */
    private static final long VERSION_REVISION = 1;

    @Override
    public Key key() {
        return Keys.secret(id);
    }

    @Override
    public Optional<Secret> read(Item main) {
        return readSecret(main);
    }

    static Optional<Secret> readSecret(Item main) {
        Fields fields = new Fields(main.document());
        return fields.has(ERASING) ? Optional.empty() : Optional.of(SecretDocument.read(fields.nested(SECRET)));
    }

    /** Which secret a main item is of, also while it is being erased. */
    static SecretId readId(Item main) {
        return SecretDocument.readId(new Fields(main.document()).nested(SECRET));
    }

    static Optional<SealedValue> readCurrent(Item main) {
        return new Fields(main.document()).optionalNested(CURRENT).map(SealedValueDocument::read);
    }

    static SealedValue readVersion(Item version) {
        return SealedValueDocument.read(new Fields(version.document()));
    }

    @Override
    public CompletionStage<Optional<List<Write>>> write(
            Optional<Item> stored, Change.Write<Secret> change, Stamp stamp) {
        Optional<Version> current = change.next().versions().current().filter(Version::hasValue);
        if (current.isEmpty()) {
            return CompletableFuture.completedStage(Optional.of(writes(stored, change, stamp, Optional.empty())));
        }
        return carried(stored, change, current.get().id())
                .thenApply(carried -> carried.map(value -> writes(stored, change, stamp, Optional.of(value))));
    }

    /** The current value as the main item carries it; empty where its item went with a secret erased meanwhile. */
    private CompletionStage<Optional<Map<String, Object>>> carried(
            Optional<Item> stored, Change.Write<Secret> change, String versionId) {
        Optional<SealedValue> known = Optional.ofNullable(change.values().get(versionId))
                .or(() -> Optional.ofNullable(change.resealed().get(versionId)))
                .or(() -> stored.filter(main -> carries(main, versionId)).flatMap(SecretLayout::readCurrent));
        CompletionStage<Optional<SealedValue>> value = known.isPresent()
                ? CompletableFuture.completedStage(known)
                : table.get(Keys.version(id, versionId)).thenApply(item -> item.map(SecretLayout::readVersion));
        return value.thenApply(found -> found.map(each -> carry(versionId, each)));
    }

    private static boolean carries(Item main, String versionId) {
        return new Fields(main.document())
                .optionalNested(CURRENT)
                .filter(current -> current.text(VERSION_ID).equals(versionId))
                .isPresent();
    }

    private static Map<String, Object> carry(String versionId, SealedValue value) {
        Map<String, Object> carried = SealedValueDocument.write(value);
        carried.put(VERSION_ID, versionId);
        return carried;
    }

    private List<Write> writes(
            Optional<Item> stored, Change.Write<Secret> change, Stamp stamp, Optional<Map<String, Object>> current) {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(main(change.next(), stamp, current), stored.map(Item::revision)));
        change.values().forEach((versionId, value) -> writes.add(putVersion(versionId, value, Optional.empty())));
        change.resealed()
                .forEach((versionId, value) -> writes.add(putVersion(versionId, value, Optional.of(VERSION_REVISION))));
        Set<String> gone = new HashSet<>(stored.map(SecretLayout::versionItems).orElse(List.of()));
        gone.removeAll(change.next().versions().byId().keySet());
        gone.forEach(versionId -> writes.add(deleteVersion(versionId)));
        return writes;
    }

    private Item main(Secret secret, Stamp stamp, Optional<Map<String, Object>> current) {
        Map<Index, Key> entries = new EnumMap<>(Index.class);
        entries.put(Index.LISTING, Keys.secretListing(secret));
        secret.due().ifPresent(due -> entries.put(Index.WORK, Keys.dueSecret(id, due)));
        Document document =
                new Document().with(SECRET, SecretDocument.write(secret)).with(CURRENT, current);
        return new Item(key(), stamp, entries, document.fields());
    }

    /** A new value finds no item under its key, so none is ever taken for another; one sealed anew finds its own. */
    private Write putVersion(String versionId, SealedValue value, Optional<Long> expected) {
        Stamp written = new Stamp(VERSION_REVISION, List.of());
        Item item = new Item(Keys.version(id, versionId), written, Map.of(), SealedValueDocument.write(value));
        return new Write.Put(item, expected);
    }

    private Write deleteVersion(String versionId) {
        return new Write.Delete(Keys.version(id, versionId), VERSION_REVISION);
    }

    /** The versions that have an item of their own. */
    private static List<String> versionItems(Item main) {
        Fields fields = new Fields(main.document());
        if (fields.has(ERASING)) {
            return fields.texts(ERASING);
        }
        return SecretDocument.read(fields.nested(SECRET)).versions().all().stream()
                .filter(Version::hasValue)
                .map(Version::id)
                .toList();
    }

    @Override
    public List<Write> erase(Item stored, Stamp stamp) {
        List<String> versions = versionItems(stored);
        int room = Math.min(versions.size(), Table.MOST_WRITES - 1);
        List<String> later = versions.subList(room, versions.size());
        List<Write> writes = new ArrayList<>();
        writes.add(
                later.isEmpty()
                        ? new Write.Delete(key(), stored.revision())
                        : new Write.Put(note(later, stamp), Optional.of(stored.revision())));
        versions.subList(0, room).forEach(versionId -> writes.add(deleteVersion(versionId)));
        return writes;
    }

    private Item note(List<String> later, Stamp stamp) {
        Document document =
                new Document().with(SECRET, SecretDocument.id(id).fields()).with(ERASING, List.copyOf(later));
        Map<Index, Key> entries = Map.of(Index.WORK, Keys.dueSecret(id, Instant.EPOCH));
        return new Item(key(), stamp, entries, document.fields());
    }

    @Override
    public Optional<List<Write>> remaining(Item stored, Stamp stamp) {
        return new Fields(stored.document()).has(ERASING) ? Optional.of(erase(stored, stamp)) : Optional.empty();
    }
}
