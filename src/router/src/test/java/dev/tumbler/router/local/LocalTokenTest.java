package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokenTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void everyStartMakesAnother() {
        LocalToken first = LocalToken.create(folder, RANDOM);
        String before = LocalToken.read(folder).orElseThrow();
        LocalToken second = LocalToken.create(folder, RANDOM);
        String after = LocalToken.read(folder).orElseThrow();

        assertThat(after).hasSize(64).isNotEqualTo(before);
        assertThat(first.isCarriedBy(List.of("Bearer " + before))).isTrue();
        assertThat(second.isCarriedBy(List.of("Bearer " + after))).isTrue();
        assertThat(second.isCarriedBy(List.of("Bearer " + before))).isFalse();
    }

    @Test
    void nothingElseWillDo() {
        LocalToken token = LocalToken.create(folder, RANDOM);
        String text = LocalToken.read(folder).orElseThrow();

        for (List<String> carried : List.of(
                List.<String>of(),
                List.of(""),
                List.of(text),
                List.of("bearer " + text),
                List.of("Bearer " + text.substring(1)),
                List.of("Bearer " + text, "Bearer " + text))) {
            assertThat(token.isCarriedBy(carried)).as(carried.toString()).isFalse();
        }
    }

    @Test
    void onlyItsOwnerMayReadTheFileWhateverWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("local.token"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        LocalToken.create(folder, RANDOM);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderWithoutOneHasNone() {
        assertThat(LocalToken.read(folder)).isEmpty();
        assertThat(LocalToken.read(folder.resolve("nowhere"))).isEmpty();
    }
}
