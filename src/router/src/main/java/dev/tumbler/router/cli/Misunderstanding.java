package dev.tumbler.router.cli;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in one sentence for people. The library's own words name its types. Arguments may hold
 * passwords, so of those that nobody asked for only a command's name is repeated.
 */
final class Misunderstanding {
    private final ParameterException failure;

    Misunderstanding(ParameterException failure) {
        this.failure = failure;
    }

    /** The sentence, and where to read more. */
    String line() {
        CommandLine command = failure.getCommandLine();
        String topic = command.getCommandSpec().qualifiedName().replaceFirst("^\\S+", "");
        return "tumbler: " + sentence() + " (try: ./tumbler help" + topic + ")";
    }

    private String sentence() {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (failure instanceof MissingParameterException missing) {
            return missing(missing.getMissing());
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " may be given only once";
        }
        return failure.getArgSpec() == null ? failure.getMessage() : value(failure.getArgSpec());
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        String first = failure.getUnmatched().get(0);
        if (failure.isUnknownOption()) {
            return "there is no option " + first.split("=", 2)[0];
        }
        return failure.getCommandLine().getSubcommands().isEmpty()
                ? "there are more arguments than '" + failure.getCommandLine().getCommandName() + "' takes"
                : "there is no command '" + first + "'";
    }

    /** The library tells an option that is left out and one that has no value by its words alone. */
    private String missing(List<ArgSpec> missing) {
        boolean leftOut = failure.getMessage().startsWith("Missing required option")
                || failure.getMessage().startsWith("Missing required parameter:");
        String names = missing.stream().map(Misunderstanding::name).collect(Collectors.joining(" and "));
        return leftOut
                ? names + (missing.size() == 1 ? " is missing" : " are missing")
                : names + " needs a value: " + missing.get(0).paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private String value(ArgSpec argument) {
        String prefix = "the value of " + name(argument) + " cannot be used: ";
        boolean ours = argument.converters() != null && argument.converters().length > 0;
        if (ours && failure.getCause() != null) {
            return prefix + failure.getCause().getMessage();
        }
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return prefix + "there are only " + words(type);
        }
        return type == boolean.class || type == Boolean.class
                ? name(argument) + " takes no value"
                : prefix + kind(type);
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "it is not a whole number that fits";
        }
        return type == URI.class ? "it is not an address like http://127.0.0.1:8000" : "it is not understood";
    }
}
