package dev.tumbler.standins.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/** A rule's pattern, which AWS's own Event Ruler understands. */
final class EventPattern {
    private static final String ONLY = "rule";

    private final Machine machine;

    private EventPattern(Machine machine) {
        this.machine = machine;
    }

    /** The pattern, or AWS's error: the reason is Ruler's, and Ruler is what EventBridge goes by. */
    static EventPattern parse(String pattern) {
        String reason = JsonRuleCompiler.check(pattern);
        if (reason != null) {
            throw EventsErrors.invalidPattern(reason);
        }
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(ONLY, pattern);
        } catch (IOException | RuntimeException failure) {
            throw EventsErrors.invalidPattern(failure.getMessage());
        }
        return new EventPattern(machine);
    }

    boolean matches(JsonNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
