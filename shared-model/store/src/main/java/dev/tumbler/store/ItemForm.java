package dev.tumbler.store;

/** How a thing is stored as one item. */
public interface ItemForm<T> {

    /** The item of the thing, with this stamp. */
    Item write(T thing, Stamp stamp);

    /** The thing of an item that {@link #write} made. */
    T read(Item item);
}
