package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.search.SecretFilter;
import dev.tumbler.domain.secret.search.SecretOrder;
import dev.tumbler.domain.secret.search.SecretQuery;
import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds secrets page by page. A place is a secret's position and never a count, so what others write between two pages
 * moves nothing: a secret that is there and fits all the time is found exactly once, as long as what is sorted by stays.
 */
@Singleton
public class SecretListing {
    private static final int READ_AT_ONCE = 100;

    private final Secrets secrets;
    private final PageTokens tokens;

    @Inject
    public SecretListing(Secrets secrets, PageTokens tokens) {
        this.secrets = secrets;
        this.tokens = tokens;
    }

    /**
     * One page, whose {@code next} is a token for callers.
     *
     * @param operation the operation that asks; its tokens are of no use to another
     * @param nextToken the token of the page before; null for the first page
     */
    Uni<Page<Secret>> page(String operation, Call call, SecretQuery query, String nextToken, int limit) {
        List<String> listing = identity(operation, call.caller(), query);
        Optional<ListingPlace> from = tokens.read(listing, nextToken).map(ListingPlace::read);
        return gather(call.caller(), query, from, limit)
                .map(gathered -> new Page<>(
                        gathered.secrets(), gathered.next().map(place -> tokens.write(listing, place.text()))));
    }

    private Uni<Gathering.Gathered> gather(Caller caller, SecretQuery query, Optional<ListingPlace> from, int limit) {
        boolean storesOrder = query.order().equals(SecretOrder.OLDEST_FIRST);
        Gathering gathering = storesOrder ? new OldestFirst(query, from, limit) : new AnyOrder(query, from, limit);
        int atOnce = storesOrder && query.filters().isEmpty() ? limit : READ_AT_ONCE;
        return Multi.createBy()
                .repeating()
                .uni(() -> secrets.list(caller, gathering.after(), atOnce).invoke(gathering::add))
                .whilst(page -> !gathering.isComplete())
                .collect()
                .last()
                .map(last -> gathering.result());
    }

    /** Everything that tells one listing from another. Before each list of values stands how many there are. */
    private static List<String> identity(String operation, Caller caller, SecretQuery query) {
        List<String> identity = new ArrayList<>(List.of(
                operation,
                caller.account(),
                caller.region(),
                query.order().key().wireName(),
                String.valueOf(query.order().descending()),
                String.valueOf(query.scheduledToo())));
        for (SecretFilter filter : query.filters()) {
            identity.add(filter.key().wireName());
            identity.add(String.valueOf(filter.values().size()));
            identity.addAll(filter.values());
        }
        return identity;
    }
}
