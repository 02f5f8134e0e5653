package dev.tumbler.wire;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one member of a request must satisfy: a row of a service's table.
 *
 * @param path the member's place, such as {@code Tags.member.Key}; {@code member} is each element of a list
 * @param isRequired whether it must be there whenever what it is part of is
 * @param isSensitive whether a refusal must not show its value
 */
record MemberRule(List<String> path, boolean isRequired, boolean isSensitive, List<Constraint> constraints) {
    /** Stands for each element of a list in a path, and in AWS's messages. */
    static final String ELEMENT = "member";

    static MemberRule member(String path) {
        return new MemberRule(List.of(path.split("\\.")), false, false, List.of());
    }

    MemberRule required() {
        return new MemberRule(path, true, isSensitive, constraints);
    }

    MemberRule sensitive() {
        return new MemberRule(path, isRequired, true, constraints);
    }

    MemberRule length(int least, int most) {
        return with(Constraint.longest(most)).with(Constraint.shortest(least));
    }

    MemberRule longest(int most) {
        return with(Constraint.longest(most));
    }

    MemberRule shortest(int least) {
        return with(Constraint.shortest(least));
    }

    MemberRule utf8Length(int least, int most) {
        return with(Constraint.longestInUtf8(most)).with(Constraint.shortest(least));
    }

    MemberRule range(long least, long most) {
        return with(Constraint.most(most)).with(Constraint.least(least));
    }

    MemberRule matches(String expression) {
        return with(Constraint.matches(expression));
    }

    MemberRule oneOf(String... values) {
        return with(Constraint.oneOf(List.of(values)));
    }

    private MemberRule with(Constraint constraint) {
        List<Constraint> all =
                Stream.concat(constraints.stream(), Stream.of(constraint)).toList();
        return new MemberRule(path, isRequired, isSensitive, all);
    }
}
