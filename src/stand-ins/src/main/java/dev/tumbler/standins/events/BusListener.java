package dev.tumbler.standins.events;

import dev.tumbler.wire.events.Event;

/** Hears of every event on every bus, beside the rules. */
@FunctionalInterface
public interface BusListener {

    /** Is called while the bus carries the event, so it must not wait. */
    void heard(Event event);
}
