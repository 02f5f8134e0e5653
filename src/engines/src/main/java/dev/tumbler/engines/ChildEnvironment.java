package dev.tumbler.engines;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The environment of a child process: what finds programs and says language and time, and a home of its own. This
 * process's own variables may hold secrets, and a child's can be read in {@code /proc}.
 */
final class ChildEnvironment {
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

    private ChildEnvironment() {}

    static void apply(ProcessBuilder builder, Path home) {
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        environment.put("HOME", home.toString());
    }
}
