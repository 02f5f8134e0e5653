package dev.tumbler.store.dynamodb;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import java.util.Locale;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * An item as a row of the table: the one type of row there is. Every attribute is named here, so nothing is found by
 * reflection. An item that does not stand in an index has no attributes for it, which is what keeps an index sparse.
 */
final class ItemSchema {
    static final String PARTITION = "partition";
    static final String REVISION = "revision";

    private static final EnhancedType<String> TEXT = EnhancedType.of(String.class);

    private ItemSchema() {}

    static TableSchema<Item> create() {
        StaticImmutableTableSchema.Builder<Item, ItemRow> schema = TableSchema.builder(Item.class, ItemRow.class)
                .newItemBuilder(ItemRow::new, ItemRow::item)
                .addAttribute(TEXT, attribute -> attribute
                        .name(PARTITION)
                        .getter(item -> item.key().partition())
                        .setter(ItemRow::partition)
                        .tags(StaticAttributeTags.primaryPartitionKey()))
                .addAttribute(TEXT, attribute -> attribute
                        .name("sort")
                        .getter(item -> item.key().sort())
                        .setter(ItemRow::sort)
                        .tags(StaticAttributeTags.primarySortKey()))
                .addAttribute(
                        Long.class,
                        attribute ->
                                attribute.name(REVISION).getter(Item::revision).setter(ItemRow::revision))
                .addAttribute(EnhancedType.listOf(Long.class), attribute -> attribute
                        .name("writeIds")
                        .getter(item -> item.stamp().writeIds())
                        .setter(ItemRow::writeIds))
                .addAttribute(EnhancedType.mapOf(String.class, Object.class), attribute -> attribute
                        .name("document")
                        .getter(Item::document)
                        .setter(ItemRow::document)
                        .attributeConverter(new DocumentConverter()));
        for (Index index : Index.values()) {
            addIndex(schema, index);
        }
        return schema.build();
    }

    private static void addIndex(StaticImmutableTableSchema.Builder<Item, ItemRow> schema, Index index) {
        String prefix = index.name().toLowerCase(Locale.ROOT);
        schema.addAttribute(TEXT, attribute -> attribute
                        .name(prefix + "Partition")
                        .getter(item -> entry(item, index, Key::partition))
                        .setter((row, value) -> row.entryPartition(index, value))
                        .tags(StaticAttributeTags.secondaryPartitionKey(name(index))))
                .addAttribute(TEXT, attribute -> attribute
                        .name(prefix + "Sort")
                        .getter(item -> entry(item, index, Key::sort))
                        .setter((row, value) -> row.entrySort(index, value))
                        .tags(StaticAttributeTags.secondarySortKey(name(index))));
    }

    /** What DynamoDB calls an index. */
    static String name(Index index) {
        return index.name();
    }

    /** Null is how the library wants to hear that a row lacks an attribute. */
    private static String entry(Item item, Index index, Function<Key, String> part) {
        Key entry = item.entries().get(index);
        return entry == null ? null : part.apply(entry);
    }
}
