package dev.tumbler.domain.policy;

import java.util.List;
import java.util.Locale;

/**
 * The actions or resources of a statement.
 *
 * @param patterns names in which {@code *} stands for any characters and {@code ?} for one
 * @param negated whether the statement is about all but these
 */
public record Selector(List<String> patterns, boolean negated) {

    /** Whether the statement is about this action; case makes no difference in actions. */
    public boolean selectsAction(String action) {
        String name = action.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), name)) != negated;
    }

    /** Whether the statement is about this resource. */
    public boolean selectsResource(String arn) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, arn)) != negated;
    }

    /** Whether the statement is about every name there is. */
    public boolean selectsEverything() {
        return !negated && patterns.contains("*");
    }

    /** Goes back to the last star where a match fails, so that the time stays within the product of both lengths. */
    private static boolean matches(String pattern, String name) {
        int at = 0;
        int next = 0;
        int star = -1;
        int afterStar = 0;
        while (next < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                afterStar = next;
            } else if (at < pattern.length() && fits(pattern.charAt(at), name.charAt(next))) {
                at++;
                next++;
            } else if (star >= 0) {
                at = star + 1;
                next = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(rest -> rest == '*');
    }

    private static boolean fits(char wanted, char given) {
        return wanted == '?' || wanted == given;
    }
}
