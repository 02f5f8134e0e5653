package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theSettingsOfTheRouterAreThoseOfTheCommandLine() {
        CommandRun run = CommandRun.of("up", "--port", "0", "--host", "localhost", "--data", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.settings())
                .containsEntry("quarkus.http.host", "localhost")
                .containsEntry("quarkus.http.port", "0")
                .containsEntry("tumbler.data", folder.toString())
                .hasSize(3);
    }

    @Test
    void theClockMayStartElsewhere() {
        CommandRun run = CommandRun.of("up", "--port", "0", "--memory", "--clock", "2026-01-01T00:00:00Z");

        assertThat(run.settings()).containsEntry("tumbler.clock", "2026-01-01T00:00:00Z");
        assertThat(CommandRun.of("up", "--memory", "--clock", "yesterday").exitCode())
                .isEqualTo(2);
    }

    @Test
    void inMemoryThereIsNoDataFolder() {
        CommandRun run = CommandRun.of("up", "--port", "0", "--memory");

        assertThat(run.settings()).containsEntry("tumbler.memory", "true").doesNotContainKey("tumbler.data");
        assertThat(run.settings()).containsEntry("quarkus.http.host", "127.0.0.1");
    }

    @Test
    void anyRegionIsAnOption() {
        assertThat(CommandRun.of("up", "--port", "0", "--memory").settings()).doesNotContainKey("tumbler.any-region");
        assertThat(CommandRun.of("up", "--port", "0", "--memory", "--any-region")
                        .settings())
                .containsEntry("tumbler.any-region", "true");
    }

    @Test
    void awsQuotasAreAnOption() {
        CommandRun run = CommandRun.of("up", "--port", "0", "--memory", "--quotas", "aws");

        assertThat(run.settings()).containsEntry("tumbler.quotas", "AWS");
        assertThat(CommandRun.of("up", "--memory", "--quotas", "mine").err())
                .contains("there are only none and aws")
                .hasLineCount(1);
    }

    @Test
    void aRelativeDataFolderIsHandedOverAsAnAbsolutePath() {
        Path relative = Path.of("").toAbsolutePath().relativize(folder).resolve("data");

        CommandRun run = CommandRun.of("up", "--port", "0", "--data", relative.toString());

        assertThat(run.settings())
                .containsEntry("tumbler.data", folder.resolve("data").toString());
    }

    @Test
    void secretsMayRestInATableElsewhere() {
        CommandRun run = CommandRun.of(
                "up",
                "--port",
                "0",
                "--data",
                folder.toString(),
                "--table",
                "secrets",
                "--table-endpoint",
                "http://127.0.0.1:8000");

        assertThat(run.settings())
                .containsEntry("tumbler.data", folder.toString())
                .containsEntry("tumbler.table", "secrets")
                .containsEntry("quarkus.dynamodb.endpoint-override", "http://127.0.0.1:8000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --functions",
                "up --functions --memory",
                "up --functions --table secrets",
                "up --functions --table secrets --table-endpoint http://127.0.0.1:8000 --clock 2026-01-01T00:00:00Z"
            })
    void functionsNeedATableThatTheyCanReachAndTheMachinesTime(String line) {
        CommandRun run = CommandRun.of((line + " --port 0").split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--functions takes --table and --table-endpoint, and goes without --clock");
    }

    @Test
    void functionsWorkFromTheZipsOfTheSourceTree() throws IOException {
        List<String> line = List.of(
                "up",
                "--port",
                "0",
                "--functions",
                "--data",
                folder.toString(),
                "--table",
                "secrets",
                "--table-endpoint",
                "http://127.0.0.1:8000");
        System.setProperty(SourceTree.ROOT, folder.toString());
        try {
            assertThat(CommandRun.of(line.toArray(String[]::new)).err())
                    .contains("function.zip; make it with: ./mvnw package -DskipTests");
            for (String module : List.of("secretsmanager", "rds", "rotation", "scheduler")) {
                Path target = Files.createDirectories(
                        folder.resolve("functions").resolve(module).resolve("target"));
                Files.createFile(target.resolve("function.zip"));
            }
            assertThat(CommandRun.of(line.toArray(String[]::new)).settings())
                    .containsEntry(
                            "tumbler.functions", folder.resolve("functions").toString());
        } finally {
            System.clearProperty(SourceTree.ROOT);
        }
    }

    @Test
    void bucketsMayBeInS3() {
        assertThat(CommandRun.of("up", "--port", "0", "--memory", "--s3", "aws").settings())
                .containsEntry("tumbler.s3", "aws");
        assertThat(CommandRun.of("up", "--port", "0", "--memory", "--s3", "http://127.0.0.1:9000")
                        .settings())
                .containsEntry("tumbler.s3", "http://127.0.0.1:9000");

        CommandRun mistaken = CommandRun.of("up", "--memory", "--s3", "http://key:secret@127.0.0.1:9000");
        assertThat(mistaken.exitCode()).isEqualTo(2);
        assertThat(mistaken.err())
                .contains("it is aws, or an address like http://127.0.0.1:9000")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @Test
    void memoryAndATableExcludeEachOther() {
        CommandRun run = CommandRun.of("up", "--memory", "--table", "secrets");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--memory keeps nothing, so it goes without --data, --table and --table-endpoint")
                .hasLineCount(1);
    }

    @Test
    void anEndpointOfNoTableIsRefused() {
        CommandRun run = CommandRun.of("up", "--table-endpoint", "http://127.0.0.1:8000");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("it takes --table").hasLineCount(1);
    }

    @Test
    void memoryAndADataFolderExcludeEachOther() {
        CommandRun run = CommandRun.of("up", "--memory", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--memory keeps nothing").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void anAddressThatOthersReachIsRefused(String host) {
        CommandRun run = CommandRun.of("up", "--memory", "--port", "0", "--host", host);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("tumbler: refused to listen on " + host)
                .hasLineCount(1);
        assertThat(run.settings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void whatIsNoPortIsRefused(String port) {
        CommandRun run = CommandRun.of("up", "--memory", "--port", port);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(port).hasLineCount(1);
        assertThat(run.settings()).isEmpty();
    }

    @Test
    void aTakenPortIsOneLine() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("up", "--memory", "--port", Integer.toString(other.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("tumbler: port " + other.getLocalPort() + " on 127.0.0.1 is taken by another program")
                    .hasLineCount(1);
            assertThat(run.settings()).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneLine() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        CommandRun run = CommandRun.of("up", "--port", "0", "--data", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("tumbler: cannot write to the data folder " + file)
                .hasLineCount(1);
        assertThat(run.settings()).isEmpty();
    }
}
