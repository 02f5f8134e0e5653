package dev.tumbler.store.embedded;

import dev.tumbler.store.CborDocument;
import dev.tumbler.store.Item;
import dev.tumbler.store.ItemDocument;
import dev.tumbler.store.Key;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** An item as bytes behind their checksum: the engine has one for its structure, and none for what it carries. */
final class StoredItem {
    private StoredItem() {}

    static byte[] write(Item item) {
        byte[] content = CborDocument.write(ItemDocument.write(item));
        return ByteBuffer.allocate(Integer.BYTES + content.length)
                .putInt(checksum(content))
                .put(content)
                .array();
    }

    /**
     * Reads an item back.
     *
     * @param store what a message calls the store
     */
    static Item read(Key key, byte[] bytes, String store) {
        byte[] content = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
        if (ByteBuffer.wrap(bytes).getInt() != checksum(content)) {
            throw new StoreDamagedException(Path.of(store), "an item has another checksum than it was written with");
        }
        return ItemDocument.read(key, CborDocument.read(content));
    }

    private static int checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }
}
