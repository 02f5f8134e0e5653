package dev.tumbler.orders;

import dev.tumbler.credentials.LoginAccepted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the connections to the database by the version of the secret that opened them, beside what Quarkus counts. */
@ApplicationScoped
public class Counts {
    private final MeterRegistry meters;
    private final Counter rotations;
    private final Map<String, Counter> connections = new LinkedHashMap<>();
    private String last;

    Counts(MeterRegistry meters) {
        this.meters = meters;
        this.rotations = meters.counter("orders.rotations.seen");
    }

    synchronized void count(@Observes LoginAccepted login) {
        String version = login.versionId();
        if (last != null && !last.equals(version)) {
            rotations.increment();
        }
        last = version;
        connections
                .computeIfAbsent(version, id -> meters.counter("orders.connections.opened", "version", id))
                .increment();
    }

    synchronized Figures figures() {
        Search requests = meters.find("http.server.requests").tag("uri", "/orders");
        Map<String, Long> opened = new LinkedHashMap<>();
        connections.forEach((version, counter) -> opened.put(version, (long) counter.count()));
        return new Figures(
                sum(requests), sum(requests.tag("outcome", "SERVER_ERROR")), (long) rotations.count(), opened);
    }

    private static long sum(Search requests) {
        return requests.timers().stream().mapToLong(Timer::count).sum();
    }
}
