package dev.tumbler.domain.database;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A DB instance that belongs to a cluster. All members share the cluster's server, so a member is little more than a name
 * with a class and tags.
 *
 * @param tags in the order they were given
 */
public record ClusterMember(
        String identifier, String resourceId, String instanceClass, Map<String, String> tags, Instant created) {
    public ClusterMember {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    public ClusterMember with(Map<String, String> next) {
        return new ClusterMember(identifier, resourceId, instanceClass, next, created);
    }

    public ClusterMember withClass(String next) {
        return new ClusterMember(identifier, resourceId, next, tags, created);
    }
}
