package dev.tumbler.store;

import dev.tumbler.domain.store.Change;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How one thing that is decided on is stored in the table: its main item, whose revision guards every change, and whatever
 * items belong to it. {@link OneItemLayout} is the layout of a thing without such items.
 */
public interface Layout<T> {

    /** The key of the main item. */
    Key key();

    /** The thing, or empty where its main item only waits for the rest of an erasure. */
    Optional<T> read(Item main);

    /**
     * The writes that make the change, the main item's first. Empty where others changed the thing since it was read, so
     * that it has to be read again.
     */
    CompletionStage<Optional<List<Write>>> write(Optional<Item> stored, Change.Write<T> change, Stamp stamp);

    /** The writes that erase the thing. If one batch cannot hold them, {@link #remaining} tells the next ones. */
    List<Write> erase(Item stored, Stamp stamp);

    /** What is left of an erasure that has begun; empty where none has. */
    Optional<List<Write>> remaining(Item stored, Stamp stamp);
}
