package dev.tumbler.standins.events;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.events.BusId;
import java.util.Optional;

/** Who asks EventBridge, and so which bus is meant. */
record EventsCall(BusId bus) {
    static EventsCall of(Call call) {
        return new EventsCall(new BusId(call.caller().account(), call.caller().region()));
    }

    /** A rule on the bus that is named, by its name or ARN; only the default one is there. */
    RuleId rule(String name, String busName) {
        return new RuleId(bus(busName), name);
    }

    BusId bus(String busName) {
        boolean here = Optional.ofNullable(busName)
                .map(name -> name.equals(BusId.NAME) || name.equals(bus.arn()))
                .orElse(true);
        if (!here) {
            throw EventsErrors.busNotFound(busName);
        }
        return bus;
    }
}
