package dev.tumbler.standins.events;

/** The one bus that an account has in a region, the default one. */
public record BusId(String account, String region) {
    static final String NAME = "default";

    String arn() {
        return "arn:aws:events:" + region + ":" + account + ":event-bus/" + NAME;
    }
}
