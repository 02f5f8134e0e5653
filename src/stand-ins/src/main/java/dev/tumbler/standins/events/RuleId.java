package dev.tumbler.standins.events;

import dev.tumbler.domain.Arn;
import dev.tumbler.wire.events.BusId;

/** A rule's name and the bus it is on. */
record RuleId(BusId bus, String name) {

    String arn() {
        return Arn.of("events", bus.region(), bus.account(), "rule/" + name).toString();
    }
}
