package dev.tumbler.rds;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The version of an engine as numbers, such as 18.6; a missing place counts as zero. Of a version of Aurora's these are the
 * numbers of the engine that it is compatible with.
 */
record VersionNumber(List<Integer> places) implements Comparable<VersionNumber> {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9}+(?:\\.\\d{1,9}+)*+)(?:\\.mysql_aurora(?:\\.\\d++)++)?+");

    /** The version that a text names; empty if it names none. */
    static Optional<VersionNumber> of(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new VersionNumber(Stream.of(written.group(1).split("\\.", -1))
                        .map(Integer::valueOf)
                        .toList()))
                : Optional.empty();
    }

    private int place(int index) {
        return index < places.size() ? places.get(index) : 0;
    }

    @Override
    public int compareTo(VersionNumber other) {
        return placesWith(other)
                .map(index -> Integer.compare(place(index), other.place(index)))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(0);
    }

    /** Orders versions by how near they are to this one; of two that are equally near the newer comes first. */
    Comparator<VersionNumber> nearestFirst() {
        return Comparator.comparing(this::distance).thenComparing(Comparator.reverseOrder());
    }

    /** How far it is in each place: versions of one major are nearer than those of another. */
    private VersionNumber distance(VersionNumber other) {
        return new VersionNumber(placesWith(other)
                .map(index -> Math.abs(place(index) - other.place(index)))
                .boxed()
                .toList());
    }

    private IntStream placesWith(VersionNumber other) {
        return IntStream.range(0, Math.max(places.size(), other.places.size()));
    }
}
