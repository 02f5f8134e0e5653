package dev.tumbler.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] MATERIAL = {1, 2, 3};
    private static final byte[] OWNER = "key-1".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("root.key");
    }

    private RootKey open() {
        return RootKeyFile.open(file, Optional.empty(), RANDOM);
    }

    private RootKey openWith(String passphrase) {
        return RootKeyFile.open(file, Optional.of(passphrase), RANDOM);
    }

    @Test
    void materialOpensAgainAfterARestart() {
        byte[] wrapped = open().wrap(MATERIAL, OWNER);
        assertThat(open().unwrap(wrapped, OWNER)).isEqualTo(MATERIAL);
    }

    @Test
    void anotherRootKeyOpensNothing() {
        byte[] wrapped = RootKey.inMemory(RANDOM).wrap(MATERIAL, OWNER);
        assertThatIllegalStateException()
                .isThrownBy(() -> RootKey.inMemory(RANDOM).unwrap(wrapped, OWNER));
    }

    @Test
    void materialOpensForItsOwnerAlone() {
        RootKey root = open();
        byte[] wrapped = root.wrap(MATERIAL, OWNER);
        assertThatIllegalStateException().isThrownBy(() -> root.unwrap(wrapped, new byte[] {9}));
    }

    @Test
    void whatIsTooShortOpensNothing() {
        assertThatIllegalStateException().isThrownBy(() -> open().unwrap(new byte[3], OWNER));
    }

    @Test
    void aPassphraseLocksTheFile() throws IOException {
        byte[] wrapped = openWith("correct horse").wrap(MATERIAL, OWNER);

        assertThat(openWith("correct horse").unwrap(wrapped, OWNER)).isEqualTo(MATERIAL);
        assertUnusable(() -> openWith("battery staple"), "is locked with another passphrase, or damaged.");
        assertUnusable(this::open, "is locked with a passphrase: set TUMBLER_PASSPHRASE.");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("correct horse");
    }

    @Test
    void aPassphraseForAFileWithoutOneIsRefused() {
        open();
        assertUnusable(
                () -> openWith("correct horse"), "is not locked with a passphrase: start without TUMBLER_PASSPHRASE.");
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileIsNamedAndLeftAlone() throws IOException {
        Files.write(file, new byte[] {1, 2, 3});
        assertUnusable(this::open, "is damaged: it has 3 bytes.");
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    }

    private void assertUnusable(Runnable opening, String why) {
        assertThatExceptionOfType(RootKeyFile.Unusable.class)
                .isThrownBy(opening::run)
                .withMessage("The root key " + file + " " + why);
    }

    @Test
    void aKeyThatIsGoneIsNotReplacedByAnother() {
        assertUnusable(
                () -> RootKeyFile.openExisting(file, Optional.empty(), RANDOM),
                "is missing, and what is stored beside it is sealed with it: put it back.");
        assertThat(file).doesNotExist();
    }

    @Test
    void keysForOtherPurposesAreTheSameAfterARestartAndDiffer() {
        byte[] tokens = open().derive("tokens");
        assertThat(open().derive("tokens")).isEqualTo(tokens).hasSize(32);
        assertThat(open().derive("other")).isNotEqualTo(tokens);
    }
}
