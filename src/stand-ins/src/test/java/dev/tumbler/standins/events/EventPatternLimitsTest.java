package dev.tumbler.standins.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a pattern is, it is compiled or refused in bounded time and memory. */
class EventPatternLimitsTest {
    private static final int LONGEST_PATTERN = 4096;
    private static final int PATTERNS = 150;

    /** Of the processor, which does not count what else a busy machine does. */
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    private static final Duration MOST_TIME_IN_ALL = Duration.ofMinutes(4);
    /** Nearly all of it is garbage at once. */
    private static final long MOST_ALLOCATED_BYTES = 2L << 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static String list(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(","));
    }

    private static String choice(int alternatives) {
        return "\"$or\":[" + list(alternatives, number -> "{\"f" + number + "\":[1]}") + "]";
    }

    private static String fields(int count, IntFunction<String> each) {
        return "{" + list(count, number -> "\"" + (char) ('a' + number) + "\":" + each.apply(number)) + "}";
    }

    /** The reason for which a pattern is refused; empty where it is not. */
    private static Optional<String> refusal(String pattern) {
        try {
            EventPattern.parse(pattern);
            return Optional.empty();
        } catch (AwsException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.EVENTS_INVALID_PATTERN);
            return Optional.of(refused.getMessage());
        }
    }

    private static Optional<String> bounded(String pattern) {
        long thread = Thread.currentThread().getId();
        long time = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        Optional<String> refusal = refusal(pattern);
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - time))
                .as("the time for %s", pattern)
                .isLessThan(MOST_TIME);
        assertThat(THREADS.getThreadAllocatedBytes(thread) - bytes)
                .as("the memory for %s", pattern)
                .isLessThan(MOST_ALLOCATED_BYTES);
        return refusal;
    }

    private static void assertTooMany(String pattern) {
        Optional<String> refusal = assertTimeoutPreemptively(MOST_TIME_IN_ALL, () -> bounded(pattern));
        assertThat(refusal).contains("Event pattern is not valid. Reason: Rule has over 1000 rule combinations");
    }

    @Test
    void choicesThatMultiplyAreRefusedBeforeTheyAreMultipliedOut() {
        assertTooMany(fields(3, number -> "{" + choice(30) + "}"));
        assertTooMany(fields(11, number -> "{" + choice(2) + "}"));
    }

    @Test
    void aThousandCombinationsAreAccepted() {
        assertThat(bounded(fields(3, number -> "{" + choice(10) + "}"))).isEmpty();
    }

    @Test
    void aNameThatIsGivenTwiceCountsTwice() {
        assertTooMany("{" + choice(30) + "," + choice(30) + "," + choice(30) + "}");
    }

    @Test
    void nestedChoicesAddUpAndMultiplyAsInRuler() {
        String nested = "{\"$or\":[{" + choice(20) + "},{\"a\":{" + choice(20) + "}}]}";
        assertThat(bounded(fields(1, number -> nested))).isEmpty();
        assertTooMany(fields(2, number -> nested));
    }

    @Test
    void whatIsNoPatternAfterAChoiceIsRefusedWithoutMultiplying() {
        String choices = "{" + choice(30) + "," + choice(30) + "," + choice(30) + ",";
        assertThat(bounded(choices)).isPresent();
        assertTooMany(choices + "\"$or\":[1]}");
        assertTooMany(choices + "\"$or\":[]}");
    }

    @Test
    void aChoiceOfManyValuesIsRefused() {
        String pattern = "{\"w\":[" + list(600, Integer::toString) + "],"
                + fields(3, number -> "{" + choice(10) + "}").substring(1);
        assertThat(bounded(pattern))
                .hasValueSatisfying(reason -> assertThat(reason).contains("Rule is too complex"));
    }

    @Test
    void deepPatternsAreRefused() {
        String deep = "{\"a\":".repeat(400) + "[1]" + "}".repeat(400);
        assertThat(bounded(deep)).contains("Event pattern is not valid. Reason: Event pattern is nested too deeply");
    }

    /** AWS takes three patterns of this form and refuses four. */
    @Test
    void wildcardsAreLimitedAsInAws() {
        IntFunction<String> stack = number -> "{\"wildcard\":\"*:stack/stack-" + number + "/*\"}";
        assertThat(bounded("{\"a\":[" + list(3, stack) + "]}")).isEmpty();
        assertThat(bounded("{\"a\":[" + list(4, stack) + "]}"))
                .contains(
                        "Event pattern is not valid. Reason: Rule is too complex - try using fewer wildcard characters"
                                + " or fewer repeating character sequences after a wildcard character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[{\"wildcard\":\"*\"}]}",
                "{\"a\":[{\"anything-but\":{\"wildcard\":[\"*/bin/*\",\"lib*\"]}}]}",
                "{\"a\":[{\"wildcard\":\"dir/*.png\"}],\"b\":[{\"wildcard\":\"*.jpg\"}]}"
            })
    void ordinaryWildcardsAreAccepted(String pattern) {
        assertThat(bounded(pattern)).isEmpty();
    }

    /** Draws patterns of everything that can become many: choices, lists, wildcards, ranges, repetitions and depth. */
    private record Hostile(Random random) {
        String pattern() {
            String pattern = object(3);
            return pattern.length() <= LONGEST_PATTERN ? pattern : pattern.substring(0, LONGEST_PATTERN);
        }

        private String object(int depth) {
            int count = 1 + random.nextInt(4);
            return "{" + list(count, number -> member(number, depth)) + "}";
        }

        private String member(int number, int depth) {
            if (depth > 0 && random.nextInt(3) > 0) {
                return random.nextBoolean()
                        ? "\"$or\":[" + list(2 + random.nextInt(8), each -> object(depth - 1)) + "]"
                        : "\"" + name(number) + "\":" + object(depth - 1);
            }
            return "\"" + name(number) + "\":[" + list(1 + random.nextInt(40), each -> value()) + "]";
        }

        private String name(int number) {
            return random.nextBoolean() ? "same" : "f" + number;
        }

        private String value() {
            int number = random.nextInt(1000);
            return switch (random.nextInt(9)) {
                case 0 -> Integer.toString(number);
                case 1 -> "\"" + "ab".repeat(random.nextInt(40)) + "\"";
                case 2 -> "{\"wildcard\":\"" + "*a".repeat(1 + random.nextInt(60)) + number + "\"}";
                case 3 -> "{\"anything-but\":{\"wildcard\":[\"*" + number + "*\",\"a*b*" + number + "\"]}}";
                case 4 -> "{\"numeric\":[\">\",-" + number + ".125,\"<\"," + number + ".5]}";
                case 5 -> "{\"cidr\":\"10." + (number % 256) + ".0.0/" + (1 + number % 32) + "\"}";
                case 6 -> "{\"cidr\":\"2001:db8::/" + (1 + number % 128) + "\"}";
                case 7 -> "{\"anything-but\":[" + list(1 + random.nextInt(20), each -> "\"x" + each + "\"") + "]}";
                default -> "{\"equals-ignore-case\":\"" + "aB".repeat(1 + random.nextInt(40)) + "\"}";
            };
        }
    }

    @Test
    void hostilePatternsEndInBoundedTimeAndMemory() {
        long seed = new Random().nextLong();
        Hostile hostile = new Hostile(new Random(seed));
        assertTimeoutPreemptively(
                MOST_TIME_IN_ALL,
                () -> IntStream.range(0, PATTERNS).forEach(any -> bounded(hostile.pattern())),
                () -> "seed " + seed);
    }

    /** As large as a pattern may be in each way, alone and as often as alternatives allow. */
    @Test
    void theLargestOfEachKindEndsInBoundedTimeAndMemory() {
        assertTimeoutPreemptively(MOST_TIME_IN_ALL, () -> {
            bounded("{\"a\":[{\"wildcard\":\"" + "*a".repeat(2000) + "\"}]}");
            bounded("{\"a\":[" + list(200, number -> "{\"wildcard\":\"*" + number + "a*\"}") + "]}");
            bounded("{\"a\":[{\"anything-but\":{\"wildcard\":[" + list(400, number -> "\"*" + number + "*\"")
                    + "]}}]}");
            bounded("{\"a\":["
                    + list(110, number -> "{\"numeric\":[\">\",-" + number + ".125,\"<\"," + number + ".77]}") + "]}");
            bounded("{\"a\":[" + list(200, number -> "{\"cidr\":\"1." + number + ".3.4/1\"}") + "]}");
            bounded("{\"a\":[{\"equals-ignore-case\":\"" + "a".repeat(4000) + "\"}]}");
            bounded(fields(
                    3,
                    field -> "{\"$or\":["
                            + list(10, number -> "{\"a\":[{\"numeric\":[\">\"," + number + ",\"<\",4999999]}]}")
                            + "]}"));
            bounded(fields(
                    3,
                    field -> "{\"$or\":["
                            + list(
                                    10,
                                    number -> "{\"a" + number + "\":[{\"numeric\":[\">\"," + number + ",\"<\",4999]}]}")
                            + "]}"));
            bounded(fields(
                    3,
                    field -> "{\"$or\":[" + list(10, number -> "{\"a" + number + "\":[{\"wildcard\":\"*a*\"}]}")
                            + "]}"));
        });
    }
}
