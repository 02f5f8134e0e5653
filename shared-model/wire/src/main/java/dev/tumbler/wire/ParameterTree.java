package dev.tumbler.wire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a Query request as the tree that their dotted names spell: {@code Tags.Tag.1.Key}. */
final class ParameterTree {
    /** The names of the services' own parameters have fewer than ten parts. */
    private static final int DEEPEST = 32;

    private static final int MOST_INDEX_DIGITS = 9;

    private final Map<String, ParameterTree> children = new LinkedHashMap<>();
    private String value;

    private ParameterTree() {}

    static ParameterTree of(Map<String, String> parameters) {
        ParameterTree root = new ParameterTree();
        parameters.forEach((name, value) -> root.grow(name).value = value);
        return root;
    }

    /** What lies deeper than any service's parameters gathers in one place, which nobody reads. */
    private ParameterTree grow(String name) {
        ParameterTree tree = this;
        int start = 0;
        for (int depth = 1; start <= name.length(); depth++) {
            int dot = depth == DEEPEST ? -1 : name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            tree = tree.children.computeIfAbsent(name.substring(start, end), any -> new ParameterTree());
            start = end + 1;
            if (dot < 0) {
                break;
            }
        }
        return tree;
    }

    Optional<ParameterTree> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /** The numbered children in the order of their numbers; the numbers need not start at one nor be without gaps. */
    Collection<ParameterTree> numbered() {
        Map<Integer, ParameterTree> sorted = new TreeMap<>();
        children.forEach((name, child) -> {
            if (isIndex(name)) {
                sorted.put(Integer.valueOf(name), child);
            }
        });
        return List.copyOf(sorted.values());
    }

    private static boolean isIndex(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_INDEX_DIGITS
                && name.chars().allMatch(each -> each >= '0' && each <= '9');
    }

    /** The value at this very place; empty when there are only places below. */
    Optional<String> value() {
        return Optional.ofNullable(value);
    }

    boolean isLeaf() {
        return children.isEmpty();
    }
}
