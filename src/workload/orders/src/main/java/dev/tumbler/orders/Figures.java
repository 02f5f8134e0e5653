package dev.tumbler.orders;

import java.util.Map;

/**
 * What there is to see of the application since it started.
 *
 * @param answered requests at {@code /orders}, whatever the answer
 * @param failed those of them that the application or its database is to blame for
 * @param rotations how often the secret came with another version than the last time
 * @param connections how many were opened with each version of the secret, by the version's id; the latest version is the last
 */
public record Figures(long answered, long failed, long rotations, Map<String, Long> connections) {}
