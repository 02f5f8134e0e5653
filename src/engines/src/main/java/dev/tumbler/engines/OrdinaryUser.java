package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs programs without root's powers where this process is root: file permissions then hold for them, and PostgreSQL
 * refuses to run otherwise.
 */
final class OrdinaryUser {
    /** In a user namespace without a mapping the same user has another number, and still owns its files. */
    private static final List<String> OTHER_NUMBER = List.of("unshare", "-U");

    /** The same number, and no more rights than the owner of a file. */
    private static final List<String> NO_CAPABILITIES = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");

    private OrdinaryUser() {}

    /** What is put before a command that must have another number than root's. */
    static List<String> withAnotherNumber(String program) {
        return Command.runsAsRoot() ? firstOf(program, List.of(OTHER_NUMBER)) : List.of();
    }

    /** What is put before a command that must not have root's powers. */
    static List<String> withoutPowers(String program) {
        return Command.runsAsRoot() ? firstOf(program, List.of(OTHER_NUMBER, NO_CAPABILITIES)) : List.of();
    }

    private static List<String> firstOf(String program, List<List<String>> ways) {
        return ways.stream()
                .filter(way -> Command.run(with(way, "true")).status() == 0)
                .findFirst()
                .orElseThrow(() -> new ServerException(program + " does not run as root, and `"
                        + String.join(" ", ways.get(0)) + "`, which would help, does not work here ("
                        + Command.run(with(ways.get(0), "true")).output() + "): run as an ordinary user"));
    }

    private static String[] with(List<String> way, String program) {
        return Stream.concat(way.stream(), Stream.of(program)).toArray(String[]::new);
    }
}
