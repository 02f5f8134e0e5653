package dev.tumbler.router.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;

/** The file of a data folder that keeps how far the router's clock is ahead of the machine's, such as {@code PT192H}. */
record ClockFile(Path path) implements MovableClock.Keeper {
    static final String NAME = "clock";
    private static final int MOST_BYTES = 64;

    static ClockFile in(Path folder) {
        return new ClockFile(folder.resolve(NAME));
    }

    /** What was kept last; nothing ahead if nothing was. */
    @Override
    public Duration kept() {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] content = file.readNBytes(MOST_BYTES + 1);
            return parsed(new String(content, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException never) {
            return Duration.ZERO;
        } catch (IOException failure) {
            throw unusable("cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException damaged) {
            throw unusable("is damaged: it does not hold a duration such as PT192H", damaged);
        }
    }

    @Override
    public void keep(Duration ahead) {
        try {
            WholeFile.write(path, (ahead + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + path + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public UnusableClock outOfRange() {
        return unusable("sets the clock too far from the machine's: " + ClockRange.words(), null);
    }

    private UnusableClock unusable(String what, Throwable cause) {
        return new UnusableClock(
                "The clock file " + path + " " + what
                        + ". Remove it to go by the machine's time, or start with --clock.",
                cause);
    }
}
