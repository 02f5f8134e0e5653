package dev.tumbler.domain.policy;

import java.util.Optional;

/**
 * A policy as a caller sent it.
 *
 * @param text what is stored and given back, letter by letter
 * @param json what the text says as maps, lists, strings, numbers and booleans; empty where it is no JSON
 */
public record PolicyText(String text, Optional<Object> json) {}
