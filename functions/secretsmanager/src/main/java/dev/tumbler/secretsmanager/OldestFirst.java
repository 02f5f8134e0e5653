package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.search.SecretQuery;
import dev.tumbler.domain.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page in the store's own order. It reads on from the store's position and stops when it is full. Where filters let
 * little through it stops after a bounded number of secrets with fewer, maybe none: AWS's callers go by the token alone.
 */
final class OldestFirst implements Gathering {
    private static final int MOST_READ = 1000;

    private final SecretQuery query;
    private final int limit;
    private final List<Secret> secrets = new ArrayList<>();
    private Optional<ListingPlace> next;
    private Optional<String> after;
    private int read;
    private boolean complete;

    OldestFirst(SecretQuery query, Optional<ListingPlace> from, int limit) {
        this.query = query;
        this.limit = limit;
        this.next = from;
        this.after = from.flatMap(ListingPlace::after);
    }

    @Override
    public Optional<String> after() {
        return after;
    }

    @Override
    public void add(Page<Secret> page) {
        boolean taken = page.items().stream().allMatch(this::take);
        if (!taken) {
            complete = true;
            return;
        }
        after = page.next();
        next = after.isEmpty() ? Optional.empty() : next.map(place -> new ListingPlace(after, place.last()));
        read += page.items().size();
        complete = after.isEmpty() || secrets.size() == limit || read >= MOST_READ;
    }

    /** Passes one secret, taking it if it is asked for; false where it is asked for and there is no room. */
    private boolean take(Secret secret) {
        boolean done =
                next.filter(place -> !query.comesAfter(secret, place.last())).isPresent();
        boolean asked = !done && query.matches(secret);
        if (asked && secrets.size() == limit) {
            return false;
        }
        if (asked) {
            secrets.add(secret);
        }
        if (!done) {
            next = Optional.of(new ListingPlace(after, query.order().position(secret)));
        }
        return true;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Gathered result() {
        return new Gathered(List.copyOf(secrets), next);
    }
}
