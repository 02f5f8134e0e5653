package dev.tumbler.wire.events;

import dev.tumbler.domain.Arn;

/** The one bus that an account has in a region, the default one. */
public record BusId(String account, String region) {
    public static final String NAME = "default";

    public String arn() {
        return Arn.of("events", region, account, "event-bus/" + NAME).toString();
    }
}
