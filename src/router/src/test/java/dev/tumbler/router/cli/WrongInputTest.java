package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command and every option with wrong input: one plain sentence, and the exit code of a command line not understood. */
class WrongInputTest {
    private static final String NEEDLE = "needle-in-the-input";

    /** What a command cannot go without. */
    private static final Map<String, List<String>> REQUIRED =
            Map.of("attach", List.of("postgres://app@127.0.0.1", "--identifier", "orders"));

    /** One line, with what is wrong with it. */
    private record Wrong(String what, List<String> line) {
        @Override
        public String toString() {
            return what + ": " + String.join(" ", line);
        }
    }

    private static CommandLine all() {
        return Tumbler.commandLine((given, failure, messages) -> {}, InstantSource.system());
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(WrongInputTest::commands));
    }

    private static List<String> words(CommandSpec command) {
        return Stream.of(command.qualifiedName().split(" ")).skip(1).toList();
    }

    private static List<String> line(CommandSpec command, String... more) {
        List<String> line = new ArrayList<>(words(command));
        line.addAll(REQUIRED.getOrDefault(command.name(), List.of()));
        line.addAll(List.of(more));
        return line;
    }

    static Stream<Wrong> lines() {
        return commands(all())
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> Stream.concat(
                        ofCommand(command), command.options().stream().flatMap(option -> ofOption(command, option))));
    }

    private static Stream<Wrong> ofCommand(CommandSpec command) {
        return Stream.of(
                new Wrong("unknown option", line(command, "--nope=" + NEEDLE)),
                new Wrong("unknown short option", line(command, "-x")));
    }

    private static Stream<Wrong> ofOption(CommandSpec command, OptionSpec option) {
        String name = option.longestName();
        if (name.equals("--help") || name.equals("--version")) {
            return Stream.empty();
        }
        if (option.arity().max() == 0) {
            return Stream.of(new Wrong("value of a flag", line(command, name + "=" + NEEDLE)));
        }
        Stream<Wrong> twice = option.isMultiValue()
                ? Stream.empty()
                : Stream.of(new Wrong("twice", line(command, name, good(option), name, good(option))));
        Stream<Wrong> bad =
                bad(option).stream().map(value -> new Wrong("bad value", line(command, name + "=" + value)));
        return Stream.concat(Stream.concat(Stream.of(new Wrong("no value", line(command, name))), twice), bad);
    }

    private static String good(OptionSpec option) {
        return switch (option.longestName()) {
            case "--port", "--seconds", "--rotations", "--rate", "--processes", "--invocations" -> "1";
            case "--clock", "--to" -> "2026-01-01T00:00:00Z";
            case "--forward" -> "7d";
            case "--quotas", "--s3" -> "aws";
            case "--table-endpoint", "--dynamodb" -> "http://127.0.0.1:8000";
            default -> "some";
        };
    }

    /** Empty for what may be any text. */
    private static List<String> bad(OptionSpec option) {
        return switch (option.longestName()) {
            case "--port" -> List.of("many", "-1", "65536", "99999999999", "1.5", "");
            case "--seconds", "--rotations", "--rate", "--processes", "--invocations" ->
                List.of("many", "1.5", "99999999999", "", "0", "-1");
            case "--clock", "--to" -> List.of("yesterday", "2026-01-01", "+1000000000-12-31T23:59:59Z", "");
            case "--forward" -> List.of("7", "d", "-7d", "1.5h", "");
            case "--quotas" -> List.of("mine", "");
            case "--dynamodb" -> List.of("::");
            case "--s3", "--table-endpoint" -> List.of("::", "ftp://127.0.0.1", "127.0.0.1", "");
            case "--table" -> List.of("a b", "x", "");
            case "--host" -> List.of("a b", "http://127.0.0.1", "");
            default -> List.of();
        };
    }

    @ParameterizedTest
    @MethodSource("lines")
    void wrongInputIsOneSentence(Wrong wrong) {
        assertPlain(CommandRun.of(wrong.line().toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({
        "dwon, there is no command 'dwon' (try: ./tumbler help)",
        "demo nope, there is no command 'nope' (try: ./tumbler help demo)",
        "bench nope, there is no command 'nope' (try: ./tumbler help bench)",
        "bench, 'what shall be measured? There are: store, rotation, cold (try: ./tumbler help bench)'",
        "help nope, there is no command 'nope' (try: ./tumbler help)",
        "help demo nope, there is no command 'nope' (try: ./tumbler help demo)",
        "env more, there are more arguments than 'env' takes (try: ./tumbler help env)",
        "up @/etc/hostname, there are more arguments than 'up' takes (try: ./tumbler help up)",
        "attach, --identifier and ADDRESS are missing (try: ./tumbler help attach)",
        "attach --identifier x, ADDRESS is missing (try: ./tumbler help attach)",
        "up --port, --port needs a value: PORT (try: ./tumbler help up)",
        "up --data --memory, --data needs a value: DIR (try: ./tumbler help up)",
        "events --rule a --rule b, --rule may be given only once (try: ./tumbler help events)",
        "up --quotas mine, the value of --quotas cannot be used: there are only none and aws (try: ./tumbler help up)",
        "up --memory --data x, '--memory keeps nothing, so it goes without --data, --table and --table-endpoint (try: ./tumbler help up)'",
        "clock --forward 1d --reset, '--forward, --to and --reset exclude each other: give one of them (try: ./tumbler help clock)'",
        "demo workload --seconds x, the value of --seconds cannot be used: it is a whole number from 1 to 2147483647 (try: ./tumbler help demo workload)"
    })
    void theSentenceNamesWhatIsWrong(String line, String sentence) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertPlain(run);
        assertThat(run.err()).isEqualTo("tumbler: " + sentence + "\n");
    }

    private static void assertPlain(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.settings()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("tumbler: ")
                .endsWith(")\n")
                .doesNotContain(
                        NEEDLE, "[", "]", "Exception", "java.", "Unmatched", "mutually", "Invalid value", " int");
    }
}
