package dev.tumbler.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server's programs wrote down. It holds no password: statements are not logged. */
final class ServerLog {
    /** What PostgreSQL and MariaDB put before what ends them. */
    private static final List<String> FATAL = List.of("FATAL:", "[ERROR]");

    private ServerLog() {}

    /** Why a program ended: its first fatal message, else the last line it wrote. */
    static String reason(Path log) throws IOException {
        // decoded leniently: a message may quote bytes that are no text
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> FATAL.stream().anyMatch(line::contains))
                .findFirst()
                .orElseGet(() -> lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }
}
