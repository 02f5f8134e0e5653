package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private MovableClock open(Optional<Instant> start) {
        return MovableClock.open(() -> NOW, ClockFile.in(folder), start);
    }

    @Test
    void aClockGoesOnFromWhatWasKept() {
        Instant later = NOW.plus(Duration.ofDays(8));
        open(Optional.empty()).advanceTo(later);

        assertThat(open(Optional.empty()).instant()).isEqualTo(later);
    }

    @Test
    void aResetIsKeptToo() {
        open(Optional.empty()).advanceTo(NOW.plus(Duration.ofDays(8)));
        open(Optional.empty()).reset();

        assertThat(open(Optional.empty()).instant()).isEqualTo(NOW);
    }

    @Test
    void aStartThatIsGivenWinsAndIsKept() {
        open(Optional.empty()).advanceTo(NOW.plus(Duration.ofDays(8)));
        Instant start = NOW.minus(Duration.ofDays(1));

        assertThat(open(Optional.of(start)).instant()).isEqualTo(start);
        assertThat(open(Optional.empty()).instant()).isEqualTo(start);
    }

    @Test
    void theFileIsForItsOwnerAloneAndNothingElseIsLeft() throws IOException {
        open(Optional.empty()).advanceTo(NOW.plus(Duration.ofDays(8)));

        Path file = folder.resolve("clock");
        assertThat(folder.toFile().list()).containsExactly("clock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent("PT192H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eight days", "PT", "8d", "PT99999999999999999999H", "PT192H and more"})
    void aDamagedFileIsNamed(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("clock"), content);

        assertThatExceptionOfType(UnusableClock.class)
                .isThrownBy(() -> open(Optional.empty()))
                .withMessageStartingWith(
                        "The clock file " + file + " is damaged: it does not hold a duration such as PT192H.");
        assertThat(open(Optional.of(NOW)).instant()).as("--clock mends it").isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2000000H", "PT-300000H", "PT2562047788015215H", "PT-2562047788015215H"})
    void anOffsetOutOfRangeIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("clock"), content);

        assertThatExceptionOfType(UnusableClock.class)
                .isThrownBy(() -> open(Optional.empty()))
                .withMessageStartingWith("The clock file " + file + " sets the clock too far from the machine's");
    }

    @Test
    void aHugeFileIsNotReadWhole() throws IOException {
        Files.write(folder.resolve("clock"), new byte[10_000_000]);

        assertThatExceptionOfType(UnusableClock.class).isThrownBy(() -> open(Optional.empty()));
    }

    @Test
    void whatCannotBeKeptDoesNotMoveTheClock() throws IOException {
        MovableClock clock = open(Optional.empty());
        Files.delete(folder);
        try {
            assertThatThrownBy(() -> clock.advanceTo(NOW.plusSeconds(60))).isInstanceOf(UncheckedIOException.class);
            assertThat(clock.instant()).isEqualTo(NOW);
        } finally {
            Files.createDirectory(folder);
        }
    }
}
