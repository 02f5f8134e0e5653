package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.Filter;

/** The filters of DescribeDBInstances: an instance passes if it passes each, and each if it has one of its values. */
record InstanceFilters(List<Filter> filters) {
    private static final Map<String, Function<Database, Set<String>>> FILTERED = Map.of(
            "db-instance-id", instance -> Set.of(instance.id().identifier(), instance.arn()),
            "dbi-resource-id", instance -> Set.of(instance.resourceId()),
            "engine", instance -> Set.of(instance.engine().name()),
            "db-cluster-id", instance -> Set.of(),
            "domain", instance -> Set.of());

    static InstanceFilters of(List<Filter> filters) {
        for (Filter filter : filters) {
            if (filter.name() == null || !FILTERED.containsKey(filter.name())) {
                throw invalidValue("Unrecognized filter name: " + filter.name());
            }
        }
        return new InstanceFilters(filters);
    }

    List<Database> passed(List<Database> found) {
        return found.stream()
                .filter(instance -> filters.stream().allMatch(filter -> passes(filter, instance)))
                .toList();
    }

    private static boolean passes(Filter filter, Database instance) {
        Set<String> values = FILTERED.get(filter.name()).apply(instance);
        return filter.values().stream().anyMatch(values::contains);
    }
}
