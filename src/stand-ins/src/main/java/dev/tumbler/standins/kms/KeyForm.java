package dev.tumbler.standins.kms;

import dev.tumbler.store.Document;
import dev.tumbler.store.Fields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A key as an item. Of its material only the wrapped form ever gets here. */
final class KeyForm implements ItemForm<KmsKey> {

    @Override
    public Item write(KmsKey key, Stamp stamp) {
        KeyId id = key.id();
        Map<Index, Key> entries = new EnumMap<>(Index.class);
        entries.put(Index.LISTING, new Key(KmsTableKeys.keyListing(id.account(), id.region()), id.id()));
        key.deletion().ifPresent(moment -> entries.put(Index.WORK, KmsTableKeys.due(id, moment)));
        return new Item(KmsTableKeys.key(id), stamp, entries, document(key));
    }

    private static Map<String, Object> document(KmsKey key) {
        return new Document()
                .with("account", key.id().account())
                .with("region", key.id().region())
                .with("id", key.id().id())
                .with("awsManaged", key.awsManaged())
                .with("description", key.description())
                .with("state", key.state().name())
                .with("deletion", key.deletion().map(Instant::toEpochMilli))
                .with("created", key.created().toEpochMilli())
                .with("policy", key.policy())
                .withPairs("tags", key.tags())
                .with("grants", key.grants().stream().map(KeyForm::document).toList())
                .with("material", key.material())
                .fields();
    }

    private static Map<String, Object> document(Grant grant) {
        Grant.Terms terms = grant.terms();
        Document document = new Document()
                .with("id", grant.id())
                .with("name", terms.name())
                .with("grantee", terms.grantee())
                .with("retiring", terms.retiring())
                .with("operations", terms.operations())
                .with("created", grant.created().toEpochMilli());
        terms.contextEquals().ifPresent(pairs -> document.withPairs("contextEquals", pairs));
        terms.contextSubset().ifPresent(pairs -> document.withPairs("contextSubset", pairs));
        return document.fields();
    }

    @Override
    public KmsKey read(Item item) {
        Fields fields = new Fields(item.document());
        return new KmsKey(
                readId(fields),
                fields.flag("awsManaged"),
                fields.text("description"),
                KeyState.valueOf(fields.text("state")),
                fields.optionalNumber("deletion").map(Instant::ofEpochMilli),
                Instant.ofEpochMilli(fields.number("created")),
                fields.text("policy"),
                fields.pairs("tags"),
                fields.nestedList("grants").stream().map(KeyForm::readGrant).toList(),
                fields.bytes("material"));
    }

    private static KeyId readId(Fields fields) {
        return new KeyId(fields.text("account"), fields.text("region"), fields.text("id"));
    }

    private static Grant readGrant(Fields fields) {
        List<String> operations = fields.texts("operations");
        Grant.Terms terms = new Grant.Terms(
                fields.optionalText("name"),
                fields.text("grantee"),
                fields.optionalText("retiring"),
                operations,
                fields.optionalPairs("contextEquals"),
                fields.optionalPairs("contextSubset"));
        return new Grant(fields.text("id"), terms, Instant.ofEpochMilli(fields.number("created")));
    }
}
