package dev.tumbler.router.cli;

import dev.tumbler.router.cli.ConstantOrders.Placed;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * What an application under load noticed of rotations; moments are since the first order.
 *
 * @param rotations when each began
 * @param connections how many were opened with each version of the secret
 */
record WorkloadResult(
        RotationStrategy strategy,
        List<Placed> orders,
        List<Duration> rotations,
        Absence absence,
        Map<String, Long> connections) {

    /** When the router was not there. */
    record Absence(Duration from, Duration to) {
        Duration length() {
            return to.minus(from);
        }
    }

    Percentiles times() {
        return Percentiles.of(orders.stream().map(Placed::time).toList());
    }

    List<Placed> failures() {
        return orders.stream().filter(Placed::failed).toList();
    }

    /** How many connections were opened with each version. */
    LongSummaryStatistics opened() {
        return connections.values().stream().mapToLong(Long::longValue).summaryStatistics();
    }
}
