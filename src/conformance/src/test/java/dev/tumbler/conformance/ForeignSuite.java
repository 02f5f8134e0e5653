package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A suite in another language that printed the Test Anything Protocol: each of its checks is a test here. */
final class ForeignSuite {
    private static final String OK = "ok";

    /** A result, its number and name, and the lines that explain it. */
    private static final Pattern CHECK =
            Pattern.compile("^(ok|not ok) \\d+ - (.*)\\n((?:(?!ok|not ok).*\\n)*)", Pattern.MULTILINE);

    private ForeignSuite() {}

    static Stream<DynamicTest> checks(Command.Ended suite) {
        List<MatchResult> checks = CHECK.matcher(suite.output()).results().toList();
        DynamicTest end = dynamicTest("the suite ran to its end", () -> {
            boolean passed = checks.stream().allMatch(check -> check.group(1).equals(OK));
            assertThat(checks).as(suite.output()).isNotEmpty();
            assertThat(suite.exitCode() == 0).as(suite.output()).isEqualTo(passed);
        });
        return Stream.concat(checks.stream().map(ForeignSuite::check), Stream.of(end));
    }

    private static DynamicTest check(MatchResult check) {
        return dynamicTest(check.group(2), () -> assertThat(check.group(1))
                .as("%s\n%s", check.group(2), check.group(3))
                .isEqualTo(OK));
    }
}
