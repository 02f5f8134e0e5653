package dev.tumbler.rds;

import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes members of clusters. */
@Singleton
public class NewMember {
    /** A writer and two readers. */
    private static final int MEMBERS_OF_MULTI_AZ = 3;

    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    public NewMember(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Tagged with what the cluster's server runs on, if that is not just what was asked for. */
    ClusterMember of(Database cluster, String identifier, String instanceClass, Map<String, String> given) {
        Map<String, String> tags = new LinkedHashMap<>(given);
        String runs = cluster.settings().tags().get(CreateRules.RUNS_ON);
        if (runs != null) {
            tags.put(CreateRules.RUNS_ON, runs);
        }
        return new ClusterMember(
                identifier,
                Identifiers.resourceId(DatabaseKind.INSTANCE, random),
                instanceClass,
                tags,
                clock.instant());
    }

    List<ClusterMember> ofMultiAz(Database cluster) {
        String instanceClass = cluster.settings().instanceClass().orElseThrow();
        return IntStream.rangeClosed(1, MEMBERS_OF_MULTI_AZ)
                .mapToObj(number ->
                        of(cluster, cluster.id().identifier() + "-instance-" + number, instanceClass, Map.of()))
                .toList();
    }
}
