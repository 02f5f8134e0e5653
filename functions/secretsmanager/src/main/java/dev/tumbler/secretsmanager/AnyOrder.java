package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.search.SecretOrder;
import dev.tumbler.domain.secret.search.SecretQuery;
import dev.tumbler.domain.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A page in an order that the store does not have. The store keeps no index for it, so every page of the answer reads the
 * whole listing of the account and region. It keeps no more than the secrets of the page and one.
 */
final class AnyOrder implements Gathering {
    private final SecretQuery query;
    private final Optional<ListingPlace> from;
    private final int limit;

    /** The first secrets after the place; the last of them on top. */
    private final PriorityQueue<Secret> first;

    private Optional<String> after = Optional.empty();
    private boolean complete;

    AnyOrder(SecretQuery query, Optional<ListingPlace> from, int limit) {
        this.query = query;
        this.from = from;
        this.limit = limit;
        this.first = new PriorityQueue<>(query.order().secrets().reversed());
    }

    @Override
    public Optional<String> after() {
        return after;
    }

    @Override
    public void add(Page<Secret> page) {
        page.items().stream()
                .filter(query::matches)
                .filter(secret -> from.map(place -> query.comesAfter(secret, place.last()))
                        .orElse(true))
                .forEach(this::keep);
        after = page.next();
        complete = after.isEmpty();
    }

    private void keep(Secret secret) {
        first.add(secret);
        if (first.size() > limit + 1) {
            first.remove();
        }
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Gathered result() {
        SecretOrder order = query.order();
        List<Secret> secrets =
                first.stream().sorted(order.secrets()).limit(limit).toList();
        boolean more = first.size() > limit;
        return new Gathered(
                secrets,
                more
                        ? Optional.of(new ListingPlace(Optional.empty(), order.position(secrets.get(limit - 1))))
                        : Optional.empty());
    }
}
