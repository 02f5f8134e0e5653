package dev.tumbler.standins.events;

import java.util.concurrent.CompletionStage;

/** Something that rules may send events to, such as the functions of this machine. */
public interface EventTarget {

    /**
     * Hands over an event, if the target is one of this kind.
     *
     * @param arn the target
     * @param event the event, or what the rule sends instead of it, as JSON
     * @return whether there is such a target here
     */
    CompletionStage<Boolean> deliver(String arn, String event);
}
