package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Java evaluates a group that is repeated without end by recursion, one level for each repetition, unless it is possessive.
 * A text of some thousand characters is then a stack overflow.
 */
class PatternsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern USE =
            Pattern.compile("(?:Pattern\\s*\\.compile|\\.matches|\\.split|\\.replaceAll|\\.replaceFirst)\\(\\s*((?:"
                    + TEXT + "[\\s+]*+)++)");
    private static final Pattern RECURSIVE = Pattern.compile("(?<!\\\\)\\)(?:\\*|\\+|\\{\\d+,\\})(?!\\+)");

    /** AWS's own expressions, as its messages quote them; {@code Constraint} tries none on a text that is longer than 1024. */
    private static final String QUOTED_FROM_AWS = "Constraints.java";

    @Test
    void noPatternRecursesOverAGroup() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            assertThat(all.filter(PatternsTest::isOurs).flatMap(PatternsTest::recursive))
                    .isEmpty();
        }
    }

    private static boolean isOurs(Path file) {
        return file.toString().endsWith(".java")
                && file.toString().contains("/src/main/java/")
                && !file.toString().endsWith(QUOTED_FROM_AWS);
    }

    private static Stream<String> recursive(Path file) {
        return expressions(read(file)).stream()
                .filter(expression -> RECURSIVE.matcher(expression).find())
                .map(expression -> file.getFileName() + ": " + expression);
    }

    private static List<String> expressions(String source) {
        return USE.matcher(source)
                .results()
                .map(use -> joined(TEXT.matcher(use.group(1))))
                .toList();
    }

    private static String joined(Matcher texts) {
        return texts.results().map(text -> text.group(1)).collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
