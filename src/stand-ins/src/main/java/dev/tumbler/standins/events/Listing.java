package dev.tumbler.standins.events;

import dev.tumbler.domain.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of what is listed by name. The token for the next page is the last name of this one. */
final class Listing {
    private static final int USUAL_LIMIT = 100;

    private Listing() {}

    static <T> Page<T> page(List<T> sorted, Function<T, String> name, String token, Integer limit) {
        List<T> rest = sorted.stream()
                .filter(each -> token == null || name.apply(each).compareTo(token) > 0)
                .toList();
        int most = Optional.ofNullable(limit).orElse(USUAL_LIMIT);
        return rest.size() > most
                ? new Page<>(rest.subList(0, most), Optional.of(name.apply(rest.get(most - 1))))
                : new Page<>(rest, Optional.empty());
    }
}
