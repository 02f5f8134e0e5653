package dev.tumbler.standins.events;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Border;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.events.BusId;

/** Who asks EventBridge for what, and so which bus is meant. */
record EventsCall(Action action) {
    private static final String SERVICE = "events";
    private static final String BUS = "event-bus/";

    /** The bus of the caller's account and region. */
    BusId bus() {
        return new BusId(action.caller().account(), action.caller().region());
    }

    /** A rule on the bus that is named, by its name or ARN; only the default one is there. */
    RuleId rule(String name, String busName) {
        return new RuleId(bus(busName, "/" + name), name);
    }

    BusId bus(String busName) {
        return bus(busName, "");
    }

    private BusId bus(String busName, String rule) {
        if (busName == null || busName.equals(BusId.NAME)) {
            return bus();
        }
        Arn.parse(busName).filter(arn -> arn.service().equals(SERVICE)).ifPresent(arn -> checkReach(arn, rule));
        if (!busName.equals(bus().arn())) {
            throw EventsErrors.busNotFound(busName);
        }
        return bus();
    }

    private void checkReach(Arn arn, String rule) {
        Border.between(action.caller(), arn, Border.First.ACCOUNT).ifPresent(border -> {
            throw border == Border.ACCOUNT ? denied(arn, rule) : EventsErrors.crossRegion();
        });
    }

    /** AWS names what is asked for in the caller's region, also where the ARN has another (aws-cdk 26032). */
    private AwsException denied(Arn arn, String rule) {
        String bus = arn.resource().startsWith(BUS) ? arn.resource().substring(BUS.length()) : arn.resource();
        String resource =
                rule.isEmpty() ? BUS + bus : "rule/" + (bus.equals(BusId.NAME) ? rule.substring(1) : bus + rule);
        return action.denied(
                ErrorCode.ACCESS_DENIED,
                Arn.of(SERVICE, action.caller().region(), arn.account(), resource)
                        .toString());
    }
}
