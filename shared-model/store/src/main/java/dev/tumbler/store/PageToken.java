package dev.tumbler.store;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a listing goes on: the sort key of the last item, which callers hand back unread. */
final class PageToken {
    private PageToken() {}

    static String write(String sort) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sort.getBytes(StandardCharsets.UTF_8));
    }

    /** The sort key, or AWS's error for a token that was never given out; the wording is ours, AWS's is not published. */
    static String read(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsException(ErrorCode.INVALID_NEXT_TOKEN, "The NextToken value is invalid.", e);
        }
    }

    /**
     * A page of a listing.
     *
     * @param items one more than the limit, if there are more
     */
    static <T> Page<T> page(List<Item> items, int limit, Function<Item, T> read) {
        boolean more = items.size() > limit;
        List<Item> shown = more ? items.subList(0, limit) : items;
        Optional<String> next = more
                ? Optional.of(
                        write(shown.get(limit - 1).entries().get(Index.LISTING).sort()))
                : Optional.empty();
        return new Page<>(shown.stream().map(read).toList(), next);
    }
}
