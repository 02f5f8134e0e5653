package dev.tumbler.domain.secret;

import java.util.Optional;

/**
 * How a secret reaches beyond its own account and region.
 *
 * @param policy the text of its resource policy
 * @param replication its replicas, or its primary
 */
public record Sharing(Optional<String> policy, Replication replication) {
    public static final Sharing NONE = new Sharing(Optional.empty(), Replication.NONE);

    Sharing with(Optional<String> next) {
        return new Sharing(next, replication);
    }

    Sharing with(Replication next) {
        return new Sharing(policy, next);
    }
}
