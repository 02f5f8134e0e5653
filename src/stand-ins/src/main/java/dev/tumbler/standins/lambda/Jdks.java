package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The Java runtimes of this machine. */
final class Jdks {
    private static final Logger LOG = Logger.getLogger(Jdks.class);
    private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+).*");

    /** Folders that hold one Java in each of theirs. */
    private static final List<Path> SHELVES = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"));

    private record Jdk(Path java, int release) {}

    private final List<Jdk> newestFirst;

    Jdks() {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        SHELVES.forEach(shelf -> homes.addAll(onShelf(shelf)));
        newestFirst = homes.stream()
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .flatMap(home -> jdk(home).stream())
                .sorted(Comparator.comparing(Jdk::release).reversed())
                .toList();
    }

    private static List<Path> onShelf(Path shelf) {
        if (!Files.isDirectory(shelf)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(shelf)) {
            return homes.sorted().toList();
        } catch (IOException unreadable) {
            LOG.debugf(unreadable, "%s cannot be read", shelf);
            return List.of();
        }
    }

    /** Read from the file that each has, for starting one only to ask it takes a while. */
    private static Optional<Jdk> jdk(Path home) {
        Path java = home.resolve("bin").resolve("java");
        Path release = home.resolve("release");
        if (!Files.isExecutable(java) || !Files.isRegularFile(release)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.map(RELEASE::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .map(found -> new Jdk(java, Integer.parseInt(found.group(1))));
        } catch (IOException unreadable) {
            LOG.debugf(unreadable, "%s cannot be read", release);
            return Optional.empty();
        }
    }

    /** The {@code java} command of the newest one that runs classes of this release. */
    Optional<Path> fitting(int release) {
        return newestFirst.stream()
                .filter(jdk -> jdk.release() >= release)
                .map(Jdk::java)
                .findFirst();
    }
}
