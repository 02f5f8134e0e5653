package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.Backup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingBackupsTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsReadForAServerThatHasEnded() throws IOException {
        Files.write(Files.createDirectories(folder.resolve("backups")).resolve("1.sql"), "12345678".getBytes(UTF_8));
        SupervisedProcess server =
                SupervisedProcess.start(List.of("sleep", "600"), new Shutdown("KILL", "KILL"), folder.resolve("log"));
        Backups backups = new LoadingBackups(new BackupFolders(folder), server);

        try (InputStream content = backups.open(new Backup("backups", ""), "1.sql")) {
            assertThat(content.readNBytes(4)).isEqualTo("1234".getBytes(UTF_8));
            server.stop();
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the server ended while 1.sql was read");
        }
    }
}
