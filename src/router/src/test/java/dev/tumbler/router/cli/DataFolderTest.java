package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path home;

    @Test
    void itIsMadeWithItsParentsAndForItsOwnerAlone() throws IOException {
        Path folder = DataFolder.prepare(home.resolve("a/b"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void tryingWhetherItCanBeWrittenLeavesNothingBehind() {
        assertThat(DataFolder.prepare(home)).isEqualTo(home).isEmptyDirectory();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() -> DataFolder.prepare(file.resolve("data")))
                .isInstanceOf(PlainFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theUsualOneIsInTheHomeOfTheUser() {
        assertThat(DataFolder.usual()).isEqualTo(Path.of(System.getProperty("user.home"), ".tumbler"));
    }
}
