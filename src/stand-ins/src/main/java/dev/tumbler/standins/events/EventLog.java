package dev.tumbler.standins.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last events of this process, oldest first. It is bounded both in events and in characters. */
public final class EventLog {
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_CHARACTERS = 8_000_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Consumer<Entry>> followers = new CopyOnWriteArrayList<>();
    private int characters;

    /**
     * An event and what became of it.
     *
     * @param json the event, in one line
     * @param rules the names of the rules that matched it
     */
    public record Entry(String json, Set<String> rules) {
        public Entry {
            rules = Set.copyOf(rules);
        }
    }

    synchronized void add(Entry entry) {
        entries.addLast(entry);
        characters += entry.json().length();
        while (entries.size() > MOST_EVENTS || (characters > MOST_CHARACTERS && entries.size() > 1)) {
            characters -= entries.removeFirst().json().length();
        }
        followers.forEach(follower -> follower.accept(entry));
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Hands over what is there and then what comes, in order and without a gap.
     *
     * @param follower is called while the log is locked, so it must not wait
     * @return ends it
     */
    public synchronized Runnable follow(Consumer<Entry> follower) {
        entries.forEach(follower);
        followers.add(follower);
        return () -> followers.remove(follower);
    }
}
