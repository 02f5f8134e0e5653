package dev.tumbler.standins.events;

/**
 * How large a pattern becomes once its {@code $or} are multiplied out, as Event Ruler does when it compiles. Numbers stop
 * growing at {@link #CAP}, far above every limit.
 *
 * @param combinations how many rules without {@code $or} it is
 * @param weight the characters and numbers of the values of all these rules
 */
record PatternSize(long combinations, long weight) {
    /** A pattern with no condition. */
    static final PatternSize EMPTY = new PatternSize(1, 0);

    /** A choice of nothing. */
    static final PatternSize NONE = new PatternSize(0, 0);

    private static final long CAP = 100_000_000;

    PatternSize {
        combinations = Math.min(combinations, CAP);
        weight = Math.min(weight, CAP);
    }

    static PatternSize ofValues(long weight) {
        return new PatternSize(1, weight);
    }

    /** Both conditions at once: each combination of the one with each of the other. */
    PatternSize and(PatternSize other) {
        return new PatternSize(
                combinations * other.combinations, weight * other.combinations + other.weight * combinations);
    }

    /** One condition or the other. */
    PatternSize or(PatternSize other) {
        return new PatternSize(combinations + other.combinations, weight + other.weight);
    }
}
