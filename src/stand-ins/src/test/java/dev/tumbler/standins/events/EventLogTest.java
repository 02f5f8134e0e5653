package dev.tumbler.standins.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final EventLog log = new EventLog();

    private static EventLog.Entry entry(String json) {
        return new EventLog.Entry(json, Set.of());
    }

    @Test
    void theLastThousandAreKept() {
        for (int i = 0; i < 1010; i++) {
            log.add(entry("event " + i));
        }
        assertThat(log.entries()).hasSize(1000).startsWith(entry("event 10")).endsWith(entry("event 1009"));
    }

    @Test
    void largeEventsPushOutMoreThanOne() {
        for (int i = 0; i < 12; i++) {
            log.add(entry("x".repeat(1_000_000)));
        }
        assertThat(log.entries()).hasSize(8);
    }

    @Test
    void aFollowerHearsWhatIsThereAndWhatComesUntilItEnds() {
        List<EventLog.Entry> heard = new ArrayList<>();
        log.add(entry("one"));
        Runnable end = log.follow(heard::add, () -> heard.add(entry("end")));
        log.add(entry("two"));
        end.run();
        log.add(entry("three"));
        assertThat(heard).containsExactly(entry("one"), entry("two"));
    }

    @Test
    void aFollowerHearsThatTheLogIsClosed() {
        List<EventLog.Entry> heard = new ArrayList<>();
        log.add(entry("one"));
        log.follow(heard::add, () -> heard.add(entry("end")));
        log.close();
        assertThat(heard).containsExactly(entry("one"), entry("end"));
        log.follow(heard::add, () -> heard.add(entry("too late")));
        assertThat(heard).containsExactly(entry("one"), entry("end"), entry("one"), entry("too late"));
    }
}
