package dev.tumbler.standins.events;

import java.util.concurrent.CompletionStage;

/** Something that rules may send events to, such as the functions of this machine. */
public interface EventTarget {

    /**
     * What a rule sends.
     *
     * @param target the target's ARN
     * @param rule the rule's ARN, on whose behalf a function's policy lets EventBridge invoke it
     * @param event the event, or what the rule sends instead of it, as JSON
     */
    record Delivery(String target, String rule, String event) {}

    /** Hands over what a rule sends, if the target is one of this kind; says whether there is such a target here. */
    CompletionStage<Boolean> deliver(Delivery delivery);
}
