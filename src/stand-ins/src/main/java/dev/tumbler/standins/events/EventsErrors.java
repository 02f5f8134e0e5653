package dev.tumbler.standins.events;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.events.BusId;

/** EventBridge's refusals, each with AWS's words where they are known. */
final class EventsErrors {
    private EventsErrors() {}

    static AwsException ruleNotFound(String name) {
        return AwsException.notFound("Rule " + name + " does not exist on EventBus " + BusId.NAME + ".");
    }

    static AwsException busNotFound(String name) {
        return AwsException.notFound("Event bus " + name + " does not exist.");
    }

    /** The words of terraform-provider-aws 31444. */
    static AwsException crossRegion() {
        return validation("Cross-region api call is not allowed.");
    }

    static AwsException validation(String message) {
        return new AwsException(ErrorCode.VALIDATION, message);
    }

    static AwsException limitExceeded() {
        return new AwsException(ErrorCode.LIMIT_EXCEEDED, "The requested resource exceeds the maximum number allowed.");
    }

    static AwsException invalidPattern(String reason) {
        return new AwsException(ErrorCode.EVENTS_INVALID_PATTERN, "Event pattern is not valid. Reason: " + reason);
    }

    /** What this stand-in leaves out is refused rather than ignored; the words are ours. */
    static AwsException notOffered(String what) {
        return validation(what + " is not offered by this endpoint.");
    }
}
