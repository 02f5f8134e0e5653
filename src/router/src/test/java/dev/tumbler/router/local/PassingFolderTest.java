package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.embedded.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassingFolderTest {
    @TempDir
    private Path parent;

    /** As a killed process leaves it. */
    private Path left(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.createFile(folder.resolve("passing"));
        Files.writeString(Files.createDirectory(folder.resolve("databases")).resolve("file"), "rows");
        return folder;
    }

    @Test
    void itGoesWithItsOwner() throws IOException {
        PassingFolder folder = PassingFolder.create(parent);
        Files.writeString(folder.path().resolve("database"), "rows");

        folder.remove();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        Path left = left("tumbler-passing-1");
        Files.createFile(left.resolve("lock"));

        PassingFolder.sweep(parent);

        assertThat(left).doesNotExist();
    }

    @Test
    void theNextOneSweepsToo() throws IOException {
        Path left = left("tumbler-passing-1");

        PassingFolder next = PassingFolder.create(parent);

        assertThat(left).doesNotExist();
        assertThat(next.path()).isDirectory();
        next.remove();
    }

    @Test
    void aLivingOneIsKept() {
        PassingFolder living = PassingFolder.create(parent);

        PassingFolder.sweep(parent);

        assertThat(living.path()).isDirectory();
        living.remove();
    }

    @Test
    void theFolderOfARouterThatOutlivedItsDemoIsKept() throws IOException {
        Path left = left("tumbler-passing-1");
        try (FolderLock router = FolderLock.take(left)) {
            PassingFolder.sweep(parent);
            assertThat(left.resolve("databases/file")).as("while %s", router).exists();
        }

        PassingFolder.sweep(parent);
        assertThat(left).doesNotExist();
    }

    @Test
    void whatIsNoPassingFolderIsKept() throws IOException {
        Path named = left("tumbler-passing-of-mine");
        Path unmarked = Files.createDirectory(parent.resolve("tumbler-passing-2"));
        Files.createFile(unmarked.resolve("lock"));
        Path elsewhere = left("elsewhere");
        Path link = Files.createSymbolicLink(parent.resolve("tumbler-passing-3"), elsewhere);
        Path linkedMarker = Files.createDirectory(parent.resolve("tumbler-passing-4"));
        Files.createSymbolicLink(linkedMarker.resolve("passing"), elsewhere.resolve("passing"));
        Path file = Files.createFile(parent.resolve("tumbler-passing-5"));

        PassingFolder.sweep(parent);

        assertThat(named).isDirectory();
        assertThat(unmarked).isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere.resolve("databases/file")).exists();
        assertThat(linkedMarker).isDirectory();
        assertThat(file).exists();
    }

    @Test
    void aLinkInsideIsRemovedAndNotFollowed() throws IOException {
        Path left = left("tumbler-passing-1");
        Path mine = Files.createDirectory(parent.resolve("mine"));
        Path file = Files.createFile(mine.resolve("file"));
        Files.createSymbolicLink(left.resolve("link"), mine);

        PassingFolder.sweep(parent);

        assertThat(left).doesNotExist();
        assertThat(file).exists();
    }
}
