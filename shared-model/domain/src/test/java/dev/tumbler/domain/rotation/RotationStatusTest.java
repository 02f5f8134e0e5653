package dev.tumbler.domain.rotation;

import static dev.tumbler.domain.rotation.RotationStatus.FAILED;
import static dev.tumbler.domain.rotation.RotationStatus.IDLE;
import static dev.tumbler.domain.rotation.RotationStatus.RUNNING;
import static dev.tumbler.domain.rotation.RotationStatus.TESTING;
import static dev.tumbler.domain.rotation.RotationStatus.WAITING;
import static dev.tumbler.domain.rotation.RotationTrigger.ABANDONED;
import static dev.tumbler.domain.rotation.RotationTrigger.ATTEMPT_FAILED;
import static dev.tumbler.domain.rotation.RotationTrigger.GAVE_UP;
import static dev.tumbler.domain.rotation.RotationTrigger.RETRIED;
import static dev.tumbler.domain.rotation.RotationTrigger.STARTED;
import static dev.tumbler.domain.rotation.RotationTrigger.SUCCEEDED;
import static dev.tumbler.domain.rotation.RotationTrigger.TESTED;
import static dev.tumbler.domain.rotation.RotationTrigger.TEST_STARTED;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RotationStatusTest {

    /** Every pair that may be, written down once more and by hand; each pair that is missing here must be refused. */
    private static final Map<Pair, RotationStatus> ALLOWED = Map.ofEntries(
            entry(new Pair(IDLE, STARTED), RUNNING),
            entry(new Pair(IDLE, TEST_STARTED), TESTING),
            entry(new Pair(RUNNING, SUCCEEDED), IDLE),
            entry(new Pair(RUNNING, ATTEMPT_FAILED), WAITING),
            entry(new Pair(RUNNING, GAVE_UP), FAILED),
            entry(new Pair(RUNNING, ABANDONED), IDLE),
            entry(new Pair(WAITING, RETRIED), RUNNING),
            entry(new Pair(WAITING, ABANDONED), IDLE),
            entry(new Pair(TESTING, TESTED), IDLE),
            entry(new Pair(TESTING, ABANDONED), IDLE),
            entry(new Pair(FAILED, STARTED), RUNNING),
            entry(new Pair(FAILED, ABANDONED), IDLE));

    private record Pair(RotationStatus from, RotationTrigger trigger) {
        Stream<String> arrow() {
            return from.on(trigger).stream().map(to -> "    " + from + " --> " + to + ": " + trigger);
        }
    }

    static Stream<Pair> everyPair() {
        return Arrays.stream(RotationStatus.values())
                .flatMap(from -> Arrays.stream(RotationTrigger.values()).map(trigger -> new Pair(from, trigger)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void everyPairLeadsWhereItShouldOrNowhere(Pair pair) {
        assertThat(pair.from().on(pair.trigger())).isEqualTo(Optional.ofNullable(ALLOWED.get(pair)));
    }

    @Test
    void everyStatusCanBeReachedAndLeft() {
        assertThat(ALLOWED.values()).contains(RotationStatus.values());
        assertThat(ALLOWED.keySet()).extracting(Pair::from).contains(RotationStatus.values());
    }

    @Test
    void theReadmeDrawsTheTable() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .as("the diagram in README.md; paste this one where the table has changed")
                .contains(diagram());
    }

    private static String diagram() {
        String arrows = everyPair().flatMap(Pair::arrow).collect(Collectors.joining("\n"));
        return "```mermaid\nstateDiagram-v2\n    [*] --> " + IDLE + "\n" + arrows + "\n```\n";
    }
}
