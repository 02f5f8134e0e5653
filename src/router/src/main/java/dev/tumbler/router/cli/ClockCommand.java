package dev.tumbler.router.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows or sets the clock that a running router goes by. */
@Command(
        name = "clock",
        description =
                "Shows the clock of a running router, or sets it ahead: schedules fire as if the time had passed.")
final class ClockCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions address;

    @ArgGroup
    private Move move = new Move();

    /** How far ahead: at most one of the two. */
    static final class Move {
        @Option(
                names = "--forward",
                paramLabel = "TIME",
                converter = Span.class,
                description = "By so many days, hours, minutes or seconds: 7d, 4h, 30m, 10s.")
        private Optional<Duration> forward = Optional.empty();

        @Option(
                names = "--to",
                paramLabel = "MOMENT",
                converter = Moment.class,
                description = "To this moment, written like 2026-01-01T00:00:00Z.")
        private Optional<Instant> to = Optional.empty();

        Optional<Instant> from(Instant now) {
            return to.or(() -> forward.map(now::plus));
        }
    }

    @Override
    public void run() {
        RouterClock clock = new RouterClock(address.endpoint());
        Instant now = clock.now();
        Instant shown = move.from(now).map(clock::advanceTo).orElse(now);
        command.commandLine().getOut().println(shown);
    }

    /** A span of time as people write it. */
    static final class Span implements ITypeConverter<Duration> {
        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})([dhms])");

        @Override
        public Duration convert(String text) {
            Matcher written = WRITTEN.matcher(text);
            if (!written.matches()) {
                throw new TypeConversionException(
                        "a time is written like 7d, 4h, 30m or 10s, which " + text + " is not");
            }
            long count = Long.parseLong(written.group(1));
            return switch (written.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
            };
        }
    }

    /** A moment as ISO 8601 writes it. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException unreadable) {
                throw new TypeConversionException(
                        "a moment is written like 2026-01-01T00:00:00Z, which " + text + " is not");
            }
        }
    }
}
