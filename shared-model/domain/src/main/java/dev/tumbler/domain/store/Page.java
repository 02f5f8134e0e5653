package dev.tumbler.domain.store;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param next where the next page starts, to be handed back unread; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {}
