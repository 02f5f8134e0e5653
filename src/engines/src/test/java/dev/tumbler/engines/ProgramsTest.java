package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    private Path folder;

    private Path target;
    private Path program;

    @BeforeEach
    void unpack() {
        target = folder.resolve("server-1");
        program = target.resolve("bin/server");
        unpacked();
    }

    private Path unpacked() {
        return Programs.in("a server", target, stage -> {
            Files.createDirectories(stage.resolve("bin"));
            Files.writeString(stage.resolve("bin/server"), "programs");
            Files.createSymbolicLink(stage.resolve("bin/alias"), Path.of("server"));
        });
    }

    private void assertRefused(Path changed) {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(this::unpacked)
                    .isInstanceOf(ServerException.class)
                    .hasMessageStartingWith(changed + " is not as it was unpacked");
        }
    }

    private void write(Path file, String content) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, content);
    }

    @Test
    void filesAreReadOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(program))
                .noneMatch(each -> each.name().endsWith("WRITE"));
        assertThat(unpacked()).isEqualTo(target);
    }

    @Test
    void aChangedFileIsNamedThoughSizeAndTimeAreTheSame() throws IOException {
        FileTime before = Files.getLastModifiedTime(program);
        write(program, "PROGRAMS");
        Files.setLastModifiedTime(program, before);
        assertRefused(program);
        write(program, "programs");
        unpacked();
    }

    @Test
    void aNewFileAndAMissingOneAreNamed() throws IOException {
        Path added = Files.writeString(target.resolve("bin/mine.so"), "");
        assertRefused(added);
        Files.delete(added);
        unpacked();
        Files.delete(program);
        assertRefused(program);
    }

    @Test
    void aLinkThatLeadsElsewhereIsNamed() throws IOException {
        Path link = target.resolve("bin/alias");
        Files.delete(link);
        Files.createSymbolicLink(link, folder);
        assertRefused(link);
    }

    @Test
    void aFolderOfAnEarlierVersionIsUnpackedAgain() throws IOException {
        Files.delete(target.resolve(Programs.MANIFEST));
        Files.writeString(target.resolve("left"), "");
        unpacked();
        assertThat(target.resolve("left")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**server-1.replaced");
    }
}
