package dev.tumbler.standins.items;

import dev.tumbler.store.Item;
import dev.tumbler.store.Stamp;

/** How one kind of thing rests as an item. */
public interface ItemForm<T> {
    Item write(T thing, Stamp stamp);

    T read(Item item);
}
