package dev.tumbler.domain.store;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SealedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a pure decision: what to write, what to answer, and what to tell others once it is written.
 *
 * @param <T> what is decided on
 * @param <R> the answer
 */
public record Decision<T, R>(Change<T> change, R answer, List<DomainEvent> events) {

    public static <T, R> Decision<T, R> keep(R answer) {
        return new Decision<>(new Change.Keep<>(), answer, List.of());
    }

    public static <T, R> Decision<T, R> write(T next, R answer) {
        return write(next, Map.of(), answer);
    }

    public static <T, R> Decision<T, R> write(T next, Map<String, SealedValue> values, R answer) {
        return write(new Change.Write<>(next, values, Map.of()), answer);
    }

    public static <T, R> Decision<T, R> write(Change.Write<T> change, R answer) {
        return new Decision<>(change, answer, List.of());
    }

    public static <T, R> Decision<T, R> erase(R answer) {
        return new Decision<>(new Change.Erase<>(), answer, List.of());
    }

    /** The same decision with further events. */
    public Decision<T, R> and(List<? extends DomainEvent> more) {
        List<DomainEvent> all = new ArrayList<>(events);
        all.addAll(more);
        return new Decision<>(change, answer, List.copyOf(all));
    }

    /** The same decision with another answer. */
    public <S> Decision<T, S> answering(S other) {
        return new Decision<>(change, other, events);
    }

    public Decision<T, R> and(DomainEvent event) {
        return and(List.of(event));
    }
}
