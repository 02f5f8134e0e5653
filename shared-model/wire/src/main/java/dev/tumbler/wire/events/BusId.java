package dev.tumbler.wire.events;

/** The one bus that an account has in a region, the default one. */
public record BusId(String account, String region) {
    public static final String NAME = "default";

    public String arn() {
        return "arn:aws:events:" + region + ":" + account + ":event-bus/" + NAME;
    }
}
