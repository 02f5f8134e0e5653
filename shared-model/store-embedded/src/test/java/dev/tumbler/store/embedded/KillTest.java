package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed under load loses nothing that it acknowledged. */
class KillTest {
    private static final int MOST_WRITES_OF_A_ROUND = 2000;
    private static final long LONGEST_EXIT_SECONDS = 30;

    @TempDir
    private Path folder;

    @Test
    void fiveKillsLoseNoAcknowledgedWrite() throws Exception {
        killAtRandom(5);
    }

    @Test
    @Tag("nightly")
    void twentyKillsLoseNoAcknowledgedWrite() throws Exception {
        killAtRandom(20);
    }

    private void killAtRandom(int rounds) throws Exception {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            acknowledged.addAll(runAndKill(round, 1 + random.nextInt(MOST_WRITES_OF_A_ROUND)));
            assertAllThere(acknowledged, seed);
        }
    }

    /** What the writer acknowledged before it was killed, which is at least so many writes. */
    private List<String> runAndKill(int round, int writes) throws IOException, InterruptedException {
        Process writer = start(round);
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = said.readLine()) != null) {
                acknowledged.add(line);
                if (acknowledged.size() == writes) {
                    assertInUse();
                    kill(writer);
                }
            }
        } finally {
            kill(writer);
        }
        assertThat(writer.waitFor(LONGEST_EXIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(writes);
        return whole(acknowledged);
    }

    /** By its handle: the process itself would close the output that is still to be read. */
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    /** The kill may have cut the last line. */
    private static List<String> whole(List<String> lines) {
        return lines.subList(0, lines.size() - 1);
    }

    private Process start(int round) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingWriter.class.getName(),
                        folder.toString(),
                        "round" + round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void assertInUse() {
        assertThatExceptionOfType(StoreLockedException.class)
                .isThrownBy(() -> EmbeddedTable.open(folder))
                .withMessageContaining(folder.toString());
    }

    private void assertAllThere(List<String> acknowledged, long seed) {
        try (EmbeddedTable table = EmbeddedTable.open(folder)) {
            for (String name : acknowledged) {
                assertThat(await(table.get(Items.key(name))))
                        .as("%s with seed %s", name, seed)
                        .contains(Items.item(name, 1));
            }
        }
    }
}
