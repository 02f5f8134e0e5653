package dev.tumbler.standins.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executor;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * A rule's pattern, which AWS's own Event Ruler understands.
 *
 * <p>Ruler multiplies out every {@code $or} and never gives up. So a pattern is measured before Ruler sees it, and what AWS
 * refuses as too large is refused here. What is accepted can still take a second: see {@link #worker}.
 */
final class EventPattern {
    /** AWS's limit: patterns of "over 1000 rule combinations" are not allowed. */
    static final int MOST_COMBINATIONS = 1000;

    /** How much text all combinations together may have: a second of compiling. */
    // unsourced: AWS does not say what else it limits
    static final long MOST_WEIGHT = 500_000;

    /** How many prefixes of wildcard patterns one value may match at a time. */
    // unsourced: AWS documents no number; its service refuses eight stars in four patterns and takes six in three
    static final int MOST_WILDCARD_COMPLEXITY = 10;

    private static final String ONLY = "rule";

    private final Machine machine;

    private EventPattern(Machine machine) {
        this.machine = machine;
    }

    /** Where patterns are compiled and matched: both can take a second, for which no event loop may stand still. */
    static Executor worker() {
        return Infrastructure.getDefaultWorkerPool();
    }

    /** The pattern, or AWS's error: the reason is Ruler's, and Ruler is what EventBridge goes by. */
    static EventPattern parse(String pattern) {
        checkSize(outline(pattern));
        String reason = JsonRuleCompiler.check(pattern);
        if (reason != null) {
            throw EventsErrors.invalidPattern(reason);
        }
        return new EventPattern(machine(pattern));
    }

    private static Machine machine(String pattern) {
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(ONLY, pattern);
        } catch (IOException | RuntimeException failure) {
            throw EventsErrors.invalidPattern(failure.getMessage());
        }
        return machine;
    }

    private static PatternOutline outline(String pattern) {
        try {
            return PatternOutline.of(pattern);
        } catch (StreamConstraintsException tooDeep) {
            // unsourced
            throw EventsErrors.invalidPattern("Event pattern is nested too deeply");
        } catch (JsonProcessingException malformed) {
            throw EventsErrors.invalidPattern(malformed.getMessage());
        } catch (IOException failure) {
            throw EventsErrors.invalidPattern("Filter is not an object");
        }
    }

    private static void checkSize(PatternOutline outline) {
        if (outline.size().combinations() > MOST_COMBINATIONS) {
            // unsourced: AWS documents the limit and not the words
            throw EventsErrors.invalidPattern("Rule has over " + MOST_COMBINATIONS + " rule combinations");
        }
        if (outline.size().weight() > MOST_WEIGHT) {
            // unsourced
            throw EventsErrors.invalidPattern("Rule is too complex - try using fewer values or $or alternatives");
        }
        outline.wildcards().values().forEach(EventPattern::checkWildcards);
    }

    /**
     * Wildcards of one field count together, also where they are in different alternatives. Ruler measures them in a machine of
     * their own: in the whole machine it would measure each part again for each combination.
     */
    private static void checkWildcards(Set<String> wildcards) {
        if (wildcards.isEmpty()) {
            return;
        }
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        wildcards.forEach(text -> alone.withArray(ONLY).addObject().put("wildcard", text));
        int complexity = machine(alone.toString())
                .evaluateComplexity(new MachineComplexityEvaluator(MOST_WILDCARD_COMPLEXITY + 1));
        if (complexity > MOST_WILDCARD_COMPLEXITY) {
            throw EventsErrors.invalidPattern("Rule is too complex - try using fewer wildcard characters or fewer"
                    + " repeating character sequences after a wildcard character");
        }
    }

    boolean matches(JsonNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
