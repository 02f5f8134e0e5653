package dev.tumbler.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that another file fills up. */
class FullTmpfsTest extends FullDiskContract {
    private static final long LONGEST_EXIT_SECONDS = 30;
    private static final int WRITES_BEFORE = 300;
    private static final byte[] BLOCK = new byte[64 * 1024];

    @TempDir
    private Path mountPoint;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=96m", "tumbler-test", mountPoint.toString()) == 0;
        assumeTrue(
                mounted, "a small tmpfs cannot be mounted here, which takes root; FullDiskTest has the same promises");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", mountPoint.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    Path folder() {
        return mountPoint.resolve("store");
    }

    @Override
    Disk disk() {
        return Disk.REAL;
    }

    private Path filler() {
        return mountPoint.resolve("filler");
    }

    @Override
    void fill() throws IOException {
        try (OutputStream all = Files.newOutputStream(filler())) {
            while (true) {
                all.write(BLOCK);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Override
    void free() throws IOException {
        Files.delete(filler());
    }

    @Test
    void aKillOnAFullDiskLosesNothingThatWasAcknowledged() throws Exception {
        Process writer = start();
        try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < WRITES_BEFORE; i++) {
                note(said.readLine());
            }
            fill();
            String line = said.readLine();
            while (!line.startsWith("-")) {
                note(line);
                line = said.readLine();
            }
        } finally {
            writer.toHandle().destroyForcibly();
        }
        assertThat(writer.waitFor(LONGEST_EXIT_SECONDS, TimeUnit.SECONDS)).isTrue();

        try (EmbeddedTable table = EmbeddedTable.open(folder())) {
            assertAllThere(table);
            assertRefused(table);
            free();
            write(table, "after");
        }
        try (EmbeddedTable table = EmbeddedTable.open(folder())) {
            assertAllThere(table);
        }
    }

    private void note(String line) {
        assertThat(line).startsWith("+");
        acknowledged(line.substring(1));
    }

    private Process start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PatientWriter.class.getName(),
                        folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
