package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeArchiveTest {
    private static final String MALFORMED =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    @TempDir
    Path outside;

    private Path target() throws Exception {
        return Files.createDirectories(outside.resolve("target"));
    }

    @Test
    void whatWasExecutableIsExecutable() throws Exception {
        CodeArchive.unpack(Zips.of("bootstrap", Zips.EXECUTABLE, "run"), target());
        CodeArchive.unpack(Zips.of("lib/plain.txt", Zips.PLAIN, "text"), target());
        assertThat(target().resolve("bootstrap")).isExecutable().hasContent("run");
        assertThat(target().resolve("lib/plain.txt")).hasContent("text");
        assertThat(Files.isExecutable(target().resolve("lib/plain.txt"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "a/../../escaped", "/etc/escaped"})
    void noNameLeadsOutOfTheFolder(String name) {
        assertThatThrownBy(() -> CodeArchive.unpack(Zips.of(name, Zips.PLAIN, "bad"), target()))
                .hasMessage(MALFORMED);
        assertThat(outside.resolve("escaped")).doesNotExist();
    }

    @Test
    void nothingIsWrittenThroughALink() {
        byte[] zip = Zips.of(
                new String[] {"link", "link/escaped"}, new int[] {Zips.LINK, Zips.PLAIN}, new String[] {"..", "bad"});
        assertThatThrownBy(() -> CodeArchive.unpack(zip, target())).isInstanceOf(Exception.class);
        assertThat(outside.resolve("escaped")).doesNotExist();
    }

    @Test
    void aLinkStaysALink() throws Exception {
        CodeArchive.unpack(
                Zips.of(new String[] {"link", "file"}, new int[] {Zips.LINK, Zips.PLAIN}, new String[] {"file", "text"
                }),
                target());
        assertThat(target().resolve("link")).isSymbolicLink().hasContent("text");
    }

    @Test
    void whatIsNoZipIsRefused() {
        byte[] zip = Zips.of("file", Zips.PLAIN, "text");
        assertThatThrownBy(() -> CodeArchive.unpack("no zip".getBytes(StandardCharsets.UTF_8), target()))
                .hasMessage(MALFORMED);
        assertThatThrownBy(() -> CodeArchive.unpack(Arrays.copyOf(zip, zip.length / 2), target()))
                .hasMessage(MALFORMED);
        assertThatThrownBy(() -> CodeArchive.unpack(new byte[0], target())).hasMessage(MALFORMED);
    }
}
