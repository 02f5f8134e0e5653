package dev.tumbler.aws;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a deployed function knows of its account, from the environment that the template gives it. Region and credentials the
 * AWS SDK reads by itself.
 *
 * @param table the table that all functions share
 * @param key the key that seals values under no key of their own: an id, an ARN or an alias
 * @param eventBus the bus that hears of what happened
 */
record Account(String table, String key, String eventBus) {

    static Account from(UnaryOperator<String> environment) {
        return new Account(
                required(environment, "TUMBLER_TABLE", "names the DynamoDB table"),
                required(environment, "TUMBLER_KMS_KEY", "names the KMS key for values under no key of their own"),
                required(environment, "TUMBLER_EVENT_BUS", "names the bus for events"));
    }

    private static String required(UnaryOperator<String> environment, String name, String meaning) {
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "The environment variable " + name + ", which " + meaning + ", is not set"));
    }
}
