package dev.tumbler.orders;

import dev.tumbler.credentials.LoginAccepted;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the connections to the database by the version of the secret that opened them, beside what Quarkus counts. It begins
 * before there is a registry that keeps meters, so the numbers are its own.
 */
@ApplicationScoped
public class Counts {
    private final MeterRegistry meters;
    private final AtomicLong rotations = new AtomicLong();
    private final Map<String, AtomicLong> connections = new LinkedHashMap<>();
    private String last;

    Counts(MeterRegistry meters) {
        this.meters = meters;
        FunctionCounter.builder("orders.rotations.seen", rotations, AtomicLong::get)
                .register(meters);
    }

    synchronized void count(@Observes LoginAccepted login) {
        String version = login.versionId();
        if (last != null && !last.equals(version)) {
            rotations.incrementAndGet();
        }
        last = version;
        connections.computeIfAbsent(version, this::counter).incrementAndGet();
    }

    private AtomicLong counter(String version) {
        AtomicLong opened = new AtomicLong();
        FunctionCounter.builder("orders.connections.opened", opened, AtomicLong::get)
                .tag("version", version)
                .register(meters);
        return opened;
    }

    synchronized Figures figures() {
        Search requests = meters.find("http.server.requests").tag("uri", "/orders");
        Map<String, Long> opened = new LinkedHashMap<>();
        connections.forEach((version, count) -> opened.put(version, count.get()));
        return new Figures(sum(requests), sum(requests.tag("outcome", "SERVER_ERROR")), rotations.get(), opened);
    }

    private static long sum(Search requests) {
        return requests.timers().stream().mapToLong(Timer::count).sum();
    }
}
