package dev.tumbler.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.SecureRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rotations in a world where anything may fail at any moment: the router is killed, writes, steps and statements are lost
 * before or after they happen, the database goes away. What must always hold is in {@link World} and {@link Story}.
 */
class RotationSimulationTest {
    private static final int ORDINARY = 500;
    private static final int NIGHTLY = 10_000;

    /** Mutiny sets itself up at its first use, which two threads must not do at once. */
    @BeforeAll
    static void beginAlone() {
        tell(0);
    }

    /** The same seeds each time, so that a change is to blame for a failure. */
    @Test
    void everyRotationEndsWell() {
        LongStream.range(0, ORDINARY).parallel().forEach(RotationSimulationTest::tell);
    }

    @Test
    @Tag("nightly")
    void everyRotationEndsWellWithSeedsNeverSeen() {
        new SecureRandom().longs(NIGHTLY).parallel().forEach(RotationSimulationTest::tell);
    }

    private static void tell(long seed) {
        try (Story story = new Story(seed)) {
            assertThatCode(story::tell).as(story::toString).doesNotThrowAnyException();
        }
    }
}
