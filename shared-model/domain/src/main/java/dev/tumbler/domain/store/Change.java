package dev.tumbler.domain.store;

import dev.tumbler.domain.secret.SealedValue;
import java.util.Map;

/** What a decision does to the one thing it decides on. */
public sealed interface Change<T> {

    /** Nothing is written. */
    record Keep<T>() implements Change<T> {}

    /**
     * The thing becomes {@code next}.
     *
     * @param values sealed values of versions that get theirs with this write, by version id; written in the same
     *     transaction
     * @param resealed values that versions have already, sealed anew under another key, in the same transaction; the
     *     plain value of a version never changes
     */
    record Write<T>(T next, Map<String, SealedValue> values, Map<String, SealedValue> resealed) implements Change<T> {

        /** The same write with another outcome. */
        public Write<T> with(T other) {
            return new Write<>(other, values, resealed);
        }
    }

    /** The thing is removed with all that belongs to it. */
    record Erase<T>() implements Change<T> {}
}
