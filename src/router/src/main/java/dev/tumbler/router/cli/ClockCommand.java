package dev.tumbler.router.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows or sets the clock that a running router goes by. */
@Command(
        name = "clock",
        description =
                "Shows the clock of a running router, or sets it: schedules fire as if the time had passed. The data folder"
                        + " keeps how far it is ahead, so a router that starts again goes on from there.",
        footer = {
            "",
            "--reset takes the time back, and what is stored stays dated as it was: LastRotatedDate",
            "may then lie in the future. What was planned comes when the machine's time has reached",
            "it: rotations by schedule, the end of recovery windows, the restart of a stopped",
            "database, another try at a replica. What you call for yourself works at once. While a",
            "rotation is under way the router refuses, for its next attempt would wait as long."
        })
final class ClockCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions address;

    @Mixin
    private RouterToken token;

    @Option(
            names = "--forward",
            paramLabel = "TIME",
            converter = Span.class,
            description = "Sets it ahead by so many days, hours, minutes or seconds: 7d, 4h, 30m, 10s.")
    private Optional<Duration> forward = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "MOMENT",
            converter = Moment.class,
            description = "Sets it ahead to this moment, written like 2026-01-01T00:00:00Z.")
    private Optional<Instant> to = Optional.empty();

    @Option(names = "--reset", description = "Sets it to the machine's time, which may take it back.")
    private boolean reset;

    @Override
    public void run() {
        requireOne();
        URI endpoint = address.endpoint();
        RouterClock clock = new RouterClock(endpoint, token.at(endpoint));
        command.commandLine().getOut().println(reset ? clock.reset() : moved(clock));
    }

    private Instant moved(RouterClock clock) {
        return to.map(clock::advanceTo).or(() -> forward.map(clock::advanceBy)).orElseGet(clock::now);
    }

    private void requireOne() {
        if (Stream.of(forward.isPresent(), to.isPresent(), reset)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw new ParameterException(
                    command.commandLine(), "--forward, --to and --reset exclude each other: give one of them");
        }
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
}
