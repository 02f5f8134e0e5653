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
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private int characters;
    private boolean closed;

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

    private record Follower(Consumer<Entry> next, Runnable ended) {}

    synchronized void add(Entry entry) {
        entries.addLast(entry);
        characters += entry.json().length();
        while (entries.size() > MOST_EVENTS || (characters > MOST_CHARACTERS && entries.size() > 1)) {
            characters -= entries.removeFirst().json().length();
        }
        followers.forEach(follower -> follower.next().accept(entry));
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Hands over what is there and then what comes, in order and without a gap.
     *
     * @param next is called while the log is locked, so it must not wait
     * @param ended is called so, too, when nothing comes any more
     * @return ends it
     */
    public synchronized Runnable follow(Consumer<Entry> next, Runnable ended) {
        Follower follower = new Follower(next, ended);
        entries.forEach(next);
        followers.add(follower);
        if (closed) {
            ended.run();
        }
        return () -> followers.remove(follower);
    }

    /** Lets everybody go who follows, or wants to. */
    public synchronized void close() {
        closed = true;
        followers.forEach(follower -> follower.ended().run());
    }
}
