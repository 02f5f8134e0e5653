package dev.tumbler.engines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's programs as command lines that work for whoever runs this process. */
final class PostgresPrograms {
    private static final int FIRST_WITH_LOCALES = 17;

    private final PostgresBinaries binaries;
    private List<String> prefix;

    PostgresPrograms(PostgresBinaries binaries) {
        this.binaries = binaries;
    }

    /** The version that the data must have been made with. */
    String majorVersion() {
        return binaries.majorVersion();
    }

    /**
     * From 17 on PostgreSQL needs no locale of the system's: text sorts alike on every system, and after every upgrade of
     * it. Before, the only such locale is C, which knows upper and lower case of ASCII alone.
     */
    boolean haveLocalesOfTheirOwn() {
        return Integer.parseInt(binaries.majorVersion()) >= FIRST_WITH_LOCALES;
    }

    List<String> command(String program, List<String> arguments) {
        Path path = binaries.unpacked().resolve("bin").resolve(program);
        List<String> line = new ArrayList<>(prefix());
        line.add(path.toString());
        line.addAll(arguments);
        return line;
    }

    private synchronized List<String> prefix() {
        if (prefix == null) {
            prefix = OrdinaryUser.withAnotherNumber("PostgreSQL");
        }
        return prefix;
    }
}
