package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.store.Page;
import java.util.List;
import java.util.Optional;

/** One page of answers, put together from as many pages of the store as it takes. Each serves for one answer only. */
interface Gathering {

    /**
     * One page of a listing.
     *
     * @param next empty on the last page
     */
    record Gathered(List<Secret> secrets, Optional<ListingPlace> next) {}

    /** Where the store is to be read next; empty for its beginning. */
    Optional<String> after();

    /** Takes what the store had there. */
    void add(Page<Secret> page);

    /** Whether nothing more has to be read. */
    boolean isComplete();

    Gathered result();
}
