package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small house of its own, with scripts in the place of Maven and of Java. */
class LauncherTest {
    private static final String JAR = "src/router/target/quarkus-app/quarkus-run.jar";
    private static final String BUILDING =
            """
            echo '[INFO] Building Tumbler: domain 0.1.0                [1/2]'
            echo '[INFO] Building Tumbler: router 0.1.0                [2/2]'
            """;

    @TempDir
    private Path house;

    private Path jdk;

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void furnish() throws IOException {
        Path root = Path.of("../..");
        copy(root.resolve("tumbler"), "tumbler");
        copy(root.resolve("src/build/find-jdk.sh"), "src/build/find-jdk.sh");
        write("pom.xml", "<project/>");
        write("functions/pom.xml", "<project/>");
        write("shared-model/pom.xml", "<project/>");
        write("src/router/src/main/java/Some.java", "class Some {}");
        script("mvnw", BUILDING + "mkdir -p src/router/target/quarkus-app && echo built >> " + JAR);
        jdk = jdk("jdk", "17.0.15");
    }

    @Test
    void theFirstCallBuildsAndTellsEachModule() throws IOException {
        Run run = tumbler("version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("building [1/2] Tumbler: domain 0.1.0\nbuilding [2/2] Tumbler: router 0.1.0\n");
        assertThat(run.out())
                .endsWith("quarkus-run.jar version\n")
                .contains("-Dlauncher.root=" + house.toRealPath() + " -jar " + house.toRealPath());
    }

    @Test
    void theNextCallBuildsNothing() throws IOException {
        tumbler("version");

        assertThat(tumbler("up", "--memory").err()).isEmpty();
        assertThat(house.resolve(JAR)).hasContent("built");
    }

    @Test
    void upBuildsAgainAfterASourceChangedAndEnvDoesNot() throws IOException {
        tumbler("version");
        Path source = house.resolve("src/router/src/main/java/Some.java");
        Files.setLastModifiedTime(source, later(house.resolve(JAR)));

        assertThat(tumbler("env").err()).isEmpty();
        assertThat(tumbler("up").err()).contains("building");
    }

    @Test
    void aFailedBuildShowsItsLastLinesAndItsLog() throws IOException {
        script("mvnw", BUILDING + "echo '[ERROR] no such thing'; exit 1");

        Run run = tumbler("up");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("[ERROR] no such thing").contains("target/tumbler-build.log");
        assertThat(run.out()).isEmpty();
        assertThat(house.resolve("target/tumbler-build.lock")).doesNotExist();
    }

    @Test
    void theLockOfABuildThatDiedHoldsNobodyUp() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write("target/tumbler-build.lock/pid", Long.toString(dead.pid()));

        assertThat(tumbler("version").exitCode()).isZero();
    }

    @Test
    void itIsFoundThroughASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(house.resolve("src/link"), Path.of("../tumbler"));

        assertThat(run(jdk, link, "version").exitCode()).isZero();
    }

    @Test
    void withoutArgumentsItGivesHelp() throws IOException {
        assertThat(tumbler().out()).endsWith("quarkus-run.jar help\n");
    }

    @Test
    void aJdkThatIsTooOldIsPassedOver() throws IOException {
        Run run = run(jdk("old", "11.0.2"), house.resolve("tumbler"), "version");

        assertThat(run.out() + run.err())
                .doesNotContain(house.resolve("old/bin").toString());
    }

    private Run tumbler(String... arguments) throws IOException {
        return run(jdk, house.resolve("tumbler"), arguments);
    }

    private Run run(Path javaHome, Path launcher, String... arguments) throws IOException {
        Path out = house.resolve("out.txt");
        Path err = house.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.directory(house.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A folder that looks like a JDK, whose java tells how it was called. */
    private Path jdk(String name, String version) throws IOException {
        write(name + "/release", "JAVA_VERSION=\"" + version + "\"\n");
        script(name + "/bin/java", "echo \"$0 $*\"\n");
        script(name + "/bin/javac", "true\n");
        return house.resolve(name);
    }

    private static FileTime later(Path file) throws IOException {
        Instant then = Files.getLastModifiedTime(file).toInstant();
        return FileTime.from(then.plusSeconds(10));
    }

    private void copy(Path from, String to) throws IOException {
        script(to, Files.readString(from));
    }

    private void script(String name, String text) throws IOException {
        write(name, text.startsWith("#!") ? text : "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + text);
        Files.setPosixFilePermissions(house.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String name, String text) throws IOException {
        Path file = house.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
