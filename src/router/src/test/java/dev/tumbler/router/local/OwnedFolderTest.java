package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFolderTest {
    @TempDir
    Path parent;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Path open(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static void assertRefused(Path folder, String... why) {
        assertThatExceptionOfType(OwnedFolder.Unusable.class)
                .isThrownBy(() -> OwnedFolder.close(folder))
                .withMessageStartingWith("The data folder " + folder)
                .withMessageContainingAll(why)
                .withMessageContaining("--data");
    }

    @Test
    void aNewFolderIsClosed() throws IOException {
        Path folder = parent.resolve("data");

        OwnedFolder.close(folder);

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsThereIsClosedWhateverItGranted() throws IOException {
        Path folder = open(Files.createDirectory(parent.resolve("data")), "rwxrwxrwx");
        Path below = open(Files.createDirectory(folder.resolve("store")), "rwxr-xr-x");
        Path file = open(Files.createFile(below.resolve("table.mv")), "rw-r--rw-");
        Path program = open(Files.createFile(below.resolve("bootstrap")), "rwxr-xr-x");

        OwnedFolder.close(folder).closeContents();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(below)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(program)).isEqualTo("rwx------");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path outside = open(Files.createFile(parent.resolve("outside")), "rw-r--r--");
        Path folder = Files.createDirectory(parent.resolve("data"));
        Files.createSymbolicLink(folder.resolve("link"), outside);

        OwnedFolder.close(folder).closeContents();

        assertThat(mode(outside)).isEqualTo("rw-r--r--");
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("data"));

        assertRefused(Files.createSymbolicLink(parent.resolve("link"), folder), "symbolic link");
    }

    @Test
    void aFileIsRefused() throws IOException {
        assertRefused(Files.createFile(parent.resolve("data")), "is a file");
    }

    @Test
    void aParentThatAllMayWriteToIsRefused() throws IOException {
        Path shared = open(Files.createDirectory(parent.resolve("shared")), "rwxrwxrwx");

        assertRefused(shared.resolve("data"), shared.toRealPath().toString(), "chmod o-w");
    }

    @Test
    void aParentWithTheStickyBitIsTaken() throws IOException {
        Path shared = Files.createDirectory(parent.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);

        OwnedFolder.close(shared.resolve("data"));

        assertThat(mode(shared.resolve("data"))).isEqualTo("rwx------");
    }

    @Test
    void theFolderOfAnotherUserIsRefused() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("data"));
        assumeTrue(givenAway(folder), "only root can give a folder to another user");

        assertRefused(folder, "belongs to");
    }

    private static boolean givenAway(Path folder) throws IOException {
        try {
            Files.setAttribute(folder, "unix:uid", 65534);
            return true;
        } catch (IOException notRoot) {
            return false;
        }
    }
}
