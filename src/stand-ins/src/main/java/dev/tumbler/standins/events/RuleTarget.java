package dev.tumbler.standins.events;

import java.util.Optional;

/**
 * Where a rule sends what it matches.
 *
 * @param input what the target gets instead of the event
 */
record RuleTarget(String id, String arn, Optional<String> roleArn, Optional<String> input) {}
