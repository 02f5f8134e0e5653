package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.Filter;

/**
 * The filters of an operation that describes: an answer passes if it passes each, and each if it has one of its values.
 *
 * @param known the values that an answer has, by the name of a filter
 */
record AnswerFilters<T>(Map<String, Function<T, Set<String>>> known, List<Filter> filters) {
    AnswerFilters {
        for (Filter filter : filters) {
            if (filter.name() == null || !known.containsKey(filter.name())) {
                throw invalidValue("Unrecognized filter name: " + filter.name());
            }
        }
    }

    List<T> passed(List<T> answers) {
        return answers.stream()
                .filter(answer -> filters.stream().allMatch(filter -> passes(filter, answer)))
                .toList();
    }

    private boolean passes(Filter filter, T answer) {
        Set<String> values = known.get(filter.name()).apply(answer);
        return filter.values().stream().anyMatch(values::contains);
    }
}
