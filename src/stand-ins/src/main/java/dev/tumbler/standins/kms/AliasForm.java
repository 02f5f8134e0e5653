package dev.tumbler.standins.kms;

import dev.tumbler.store.Fields;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import java.time.Instant;
import java.util.Map;

/** An alias as an item. */
final class AliasForm implements ItemForm<Alias> {

    @Override
    public Item write(Alias alias, Stamp stamp) {
        AliasId id = alias.id();
        Map<Index, Key> entries =
                Map.of(Index.LISTING, new Key(KmsTableKeys.aliasListing(id.account(), id.region()), id.name()));
        Map<String, Object> document = Map.of(
                "account", id.account(),
                "region", id.region(),
                "name", id.name(),
                "keyId", alias.keyId(),
                "created", alias.created().toEpochMilli(),
                "updated", alias.updated().toEpochMilli());
        return new Item(KmsTableKeys.alias(id), stamp, entries, document);
    }

    @Override
    public Alias read(Item item) {
        Fields fields = new Fields(item.document());
        return new Alias(
                new AliasId(fields.text("account"), fields.text("region"), fields.text("name")),
                fields.text("keyId"),
                Instant.ofEpochMilli(fields.number("created")),
                Instant.ofEpochMilli(fields.number("updated")));
    }
}
