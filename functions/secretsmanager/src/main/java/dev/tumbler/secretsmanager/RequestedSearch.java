package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.secret.search.FilterKey;
import dev.tumbler.domain.secret.search.SecretFilter;
import dev.tumbler.domain.secret.search.SecretOrder;
import dev.tumbler.domain.secret.search.SecretQuery;
import dev.tumbler.domain.secret.search.SortKey;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;

/** Which secrets a request asks for. */
final class RequestedSearch {
    private RequestedSearch() {}

    static SecretQuery read(ListSecretsRequest request) {
        return new SecretQuery(
                filters(request.filters()),
                Boolean.TRUE.equals(request.includePlannedDeletion()),
                order(request.sortByAsString(), request.sortOrder()));
    }

    /** The secrets whose values a batch reads: never one that is scheduled for deletion. */
    static SecretQuery read(List<Filter> filters) {
        return new SecretQuery(filters(filters), false, SecretOrder.OLDEST_FIRST);
    }

    private static SecretOrder order(String sortBy, SortOrderType sortOrder) {
        SortKey key = sortBy == null ? SortKey.CREATED_DATE : SortKey.of(sortBy).orElseThrow();
        return new SecretOrder(key, sortOrder == SortOrderType.DESC);
    }

    private static List<SecretFilter> filters(List<Filter> filters) {
        return filters.stream().map(RequestedSearch::filter).toList();
    }

    private static SecretFilter filter(Filter filter) {
        if (filter.key() == null) {
            throw AwsException.invalidParameter("Invalid filter key");
        }
        if (!filter.hasValues()) {
            throw AwsException.invalidParameter("Invalid filter values for key: " + filter.keyAsString());
        }
        return new SecretFilter(FilterKey.of(filter.keyAsString()).orElseThrow(), filter.values());
    }
}
