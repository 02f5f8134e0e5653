package dev.tumbler.rds;

import dev.tumbler.domain.store.DatabaseEventStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** RDS keeps events for fourteen days. Older ones are answered to nobody, and are removed when somebody gets to it. */
@Singleton
public class EventRetention {
    static final Duration KEPT = Duration.ofDays(14);
    private static final int BATCH = 100;

    private final DatabaseEventStore store;
    private final InstantSource clock;

    @Inject
    public EventRetention(DatabaseEventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Removes all that are too old. */
    public Uni<Void> attend() {
        return forget(clock.instant().minus(KEPT));
    }

    private Uni<Void> forget(Instant before) {
        return Uni.createFrom()
                .completionStage(() -> store.forget(before, BATCH))
                .chain(removed -> removed < BATCH ? Uni.createFrom().voidItem() : forget(before));
    }
}
