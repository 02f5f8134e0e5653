package dev.tumbler.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One rule for a value.
 *
 * @param words what AWS says of a value that breaks it
 */
record Constraint(String words, Predicate<Object> holds) {
    /** Longer text breaks a length anyway; AWS's expressions would be evaluated by recursion, one level each group. */
    private static final int LONGEST_MATCHED = 1024;

    static Constraint shortest(int least) {
        return new Constraint(
                "Member must have length greater than or equal to " + least, value -> length(value) >= least);
    }

    static Constraint longest(int most) {
        return new Constraint("Member must have length less than or equal to " + most, value -> length(value) <= most);
    }

    /** The model counts characters, the documentation bytes; the documentation is the stricter one and holds. */
    static Constraint longestInUtf8(int most) {
        return new Constraint(
                longest(most).words(), value -> ((String) value).getBytes(StandardCharsets.UTF_8).length <= most);
    }

    static Constraint least(long least) {
        return new Constraint(
                "Member must have value greater than or equal to " + least,
                value -> ((Number) value).longValue() >= least);
    }

    static Constraint most(long most) {
        return new Constraint(
                "Member must have value less than or equal to " + most, value -> ((Number) value).longValue() <= most);
    }

    static Constraint matches(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return new Constraint(
                "Member must satisfy regular expression pattern: " + expression,
                value -> length(value) > LONGEST_MATCHED
                        || pattern.matcher((String) value).matches());
    }

    static Constraint oneOf(List<String> values) {
        return new Constraint("Member must satisfy enum value set: " + values, values::contains);
    }

    private static int length(Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        return value instanceof SdkBytes bytes ? bytes.asByteArrayUnsafe().length : ((Collection<?>) value).size();
    }
}
