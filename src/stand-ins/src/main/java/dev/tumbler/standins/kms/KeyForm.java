package dev.tumbler.standins.kms;

import dev.tumbler.standins.items.ItemForm;
import dev.tumbler.standins.items.StoredFields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("account", key.id().account());
        document.put("region", key.id().region());
        document.put("id", key.id().id());
        document.put("awsManaged", key.awsManaged());
        document.put("description", key.description());
        document.put("state", key.state().name());
        key.deletion().ifPresent(moment -> document.put("deletion", moment.toEpochMilli()));
        document.put("created", key.created().toEpochMilli());
        document.put("policy", key.policy());
        document.put("tags", StoredFields.write(key.tags()));
        document.put("grants", key.grants().stream().map(KeyForm::document).toList());
        document.put("material", key.material());
        return document;
    }

    private static Map<String, Object> document(Grant grant) {
        Map<String, Object> document = new LinkedHashMap<>();
        Grant.Terms terms = grant.terms();
        document.put("id", grant.id());
        terms.name().ifPresent(name -> document.put("name", name));
        document.put("grantee", terms.grantee());
        terms.retiring().ifPresent(retiring -> document.put("retiring", retiring));
        document.put("operations", terms.operations());
        terms.contextEquals().ifPresent(pairs -> document.put("contextEquals", StoredFields.write(pairs)));
        terms.contextSubset().ifPresent(pairs -> document.put("contextSubset", StoredFields.write(pairs)));
        document.put("created", grant.created().toEpochMilli());
        return document;
    }

    @Override
    public KmsKey read(Item item) {
        StoredFields fields = new StoredFields(item.document());
        return new KmsKey(
                readId(fields),
                fields.flag("awsManaged"),
                fields.text("description"),
                KeyState.valueOf(fields.text("state")),
                fields.optionalMoment("deletion"),
                fields.moment("created"),
                fields.text("policy"),
                fields.pairs("tags"),
                fields.all("grants", KeyForm::readGrant),
                fields.bytes("material"));
    }

    private static KeyId readId(StoredFields fields) {
        return new KeyId(fields.text("account"), fields.text("region"), fields.text("id"));
    }

    private static Grant readGrant(StoredFields fields) {
        List<String> operations = fields.texts("operations");
        Grant.Terms terms = new Grant.Terms(
                fields.optionalText("name"),
                fields.text("grantee"),
                fields.optionalText("retiring"),
                operations,
                fields.optionalPairs("contextEquals"),
                fields.optionalPairs("contextSubset"));
        return new Grant(fields.text("id"), terms, fields.moment("created"));
    }
}
