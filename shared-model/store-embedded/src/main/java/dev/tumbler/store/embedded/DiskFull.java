package dev.tumbler.store.embedded;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Knows a full disk by its failure. Java has no type for it, so the system's words have to do. */
final class DiskFull {
    private static final List<String> WORDS = List.of("no space left", "quota exceeded", "not enough space");

    private DiskFull() {}

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .map(each -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> WORDS.stream().anyMatch(message::contains));
    }
}
