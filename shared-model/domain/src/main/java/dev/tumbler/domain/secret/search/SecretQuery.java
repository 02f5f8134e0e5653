package dev.tumbler.domain.secret.search;

import dev.tumbler.domain.secret.Secret;
import java.util.List;

/**
 * Which secrets of an account and region are listed, and in which order.
 *
 * @param filters each of them must fit, also where several look at the same thing
 * @param scheduledToo whether secrets that are scheduled for deletion are listed as well
 */
public record SecretQuery(List<SecretFilter> filters, boolean scheduledToo, SecretOrder order) {

    public SecretQuery {
        filters = List.copyOf(filters);
    }

    public boolean matches(Secret secret) {
        return (scheduledToo || secret.dates().deletion().isEmpty())
                && filters.stream().allMatch(filter -> filter.matches(secret));
    }

    /** Whether a secret comes after a position. */
    public boolean comesAfter(Secret secret, Position position) {
        return order.positions().compare(order.position(secret), position) > 0;
    }
}
