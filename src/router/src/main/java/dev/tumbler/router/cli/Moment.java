package dev.tumbler.router.cli;

import dev.tumbler.router.local.ClockRange;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as ISO 8601 writes it, which a router's clock can show. */
final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        Instant moment = parsed(text);
        if (!ClockRange.holds(moment)) {
            throw new TypeConversionException(ClockRange.words() + ", which " + text + " is not");
        }
        return moment;
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new TypeConversionException(
                    "a moment is written like 2026-01-01T00:00:00Z, which " + text + " is not");
        }
    }
}
