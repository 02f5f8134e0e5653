package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchiveTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path parent;

    @Test
    void permissionsAndLinksAreKept() throws IOException {
        Path folder = parent.resolve("in");
        Archive.unpack(packed(List.of(program("bin/run"), link("bin/also", "run"), link("lib", "./bin"))), folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("bin/run"))))
                .isEqualTo("rwxr-x---");
        assertThat(Files.readSymbolicLink(folder.resolve("bin/also"))).hasToString("run");
        assertThat(folder.resolve("lib/also")).hasBinaryContent(CONTENT);
    }

    @Test
    void whatWouldLeaveTheFolderIsRefused() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("in"));
        List<TarArchiveEntry> escapes = List.of(
                program("../outside"),
                program("bin/../../outside"),
                program("../in-disguise/outside"),
                new TarArchiveEntry("/outside", true),
                link("outside", "/etc"),
                link("bin/outside", "../../outside"));
        for (TarArchiveEntry escape : escapes) {
            assertThatThrownBy(() -> Archive.unpack(packed(List.of(escape)), folder))
                    .as(escape.getName())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("leaves the folder");
        }
        assertThat(parent).isDirectoryNotContaining(path -> !path.equals(folder));
        assertThat(folder.resolve("outside")).doesNotExist();
        assertThat(folder.resolve("bin")).isEmptyDirectory();
    }

    private static TarArchiveEntry program(String name) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(0750);
        entry.setSize(CONTENT.length);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }

    private static InputStream packed(List<TarArchiveEntry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(LZMA2Options.PRESET_MIN)))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.write(CONTENT, 0, (int) entry.getSize());
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
