package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a listing goes on: the name of its last element, which callers hand back unread. */
final class Marker {
    private Marker() {}

    /** The name behind which a page begins; the words of the refusal are ours. */
    static Optional<String> read(String marker) {
        try {
            return Optional.ofNullable(marker)
                    .map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noMarker) {
            throw new AwsException(ErrorCode.KMS_INVALID_MARKER, "The marker is not valid.", noMarker);
        }
    }

    private static String write(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** How many a page holds where the caller does not say. */
    static int limit(Integer asked, int usual) {
        return Optional.ofNullable(asked).orElse(usual);
    }

    /**
     * A page.
     *
     * @param found one more than the limit, if there are more
     */
    static <T> Page<T> page(List<T> found, int limit, Function<T, String> name) {
        boolean more = found.size() > limit;
        List<T> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown, more ? Optional.of(write(name.apply(shown.get(limit - 1)))) : Optional.empty());
    }

    /** A page of what is at hand as a whole, in its order. */
    static <T> Page<T> pageOf(List<T> all, String marker, int limit, Function<T, String> name) {
        Optional<String> after = read(marker);
        List<T> rest = after.isEmpty()
                ? all
                : all.stream()
                        .dropWhile(each -> !name.apply(each).equals(after.get()))
                        .skip(1)
                        .toList();
        return page(rest, limit, name);
    }
}
