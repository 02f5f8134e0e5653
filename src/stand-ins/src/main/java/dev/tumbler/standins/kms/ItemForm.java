package dev.tumbler.standins.kms;

import dev.tumbler.store.Item;
import dev.tumbler.store.Stamp;

/** How one kind of thing rests as an item. */
interface ItemForm<T> {
    Item write(T thing, Stamp stamp);

    T read(Item item);
}
