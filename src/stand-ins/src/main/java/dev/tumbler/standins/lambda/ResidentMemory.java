package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process of this machine has in memory. */
final class ResidentMemory {
    private static final Pattern IN_STATUS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern BY_PS = Pattern.compile("(\\d+)");
    private static final int KILOBYTE = 1024;

    private ResidentMemory() {}

    /** As Linux's file of the process says it, else as {@code ps} does; nothing where the process has ended meanwhile. */
    static long bytes(ProcessHandle process) {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try {
            return Files.exists(status)
                    ? kilobytes(IN_STATUS, Files.readString(status))
                    : kilobytes(BY_PS, ps(process.pid()));
        } catch (IOException failure) {
            throw new UncheckedIOException("the memory of a process cannot be read", failure);
        }
    }

    private static String ps(long pid) throws IOException {
        ProcessBuilder ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", String.valueOf(pid)));
        ps.environment().keySet().retainAll(FunctionEnvironment.OF_THE_MACHINE);
        return new String(ps.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long kilobytes(Pattern where, String text) {
        Matcher found = where.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) * KILOBYTE : 0;
    }
}
