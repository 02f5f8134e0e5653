package dev.tumbler.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, String> CONTEXT = Map.of("SecretARN", "arn", "SecretVersionId", "one");

    @TempDir
    Path folder;

    private SealedValue seal(RootKey key) {
        return new Sealer(key, RANDOM)
                .seal(PlainValue.ofString("hidden"), Optional.empty(), CONTEXT)
                .toCompletableFuture()
                .join();
    }

    private static PlainValue unseal(RootKey key, SealedValue sealed, Map<String, String> context) {
        return new Sealer(key, RANDOM)
                .unseal(sealed, context)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aValueOpensAgainAfterARestart() {
        Path file = folder.resolve("root.key");
        SealedValue sealed = seal(RootKeyFile.open(file, RANDOM));
        assertThat(unseal(RootKeyFile.open(file, RANDOM), sealed, CONTEXT)).isEqualTo(PlainValue.ofString("hidden"));
    }

    @Test
    void anotherRootKeyOpensNothing() {
        SealedValue sealed = seal(RootKey.inMemory(RANDOM));
        assertThatThrownBy(() -> unseal(RootKey.inMemory(RANDOM), sealed, CONTEXT))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AwsException.class);
    }

    @Test
    void anotherContextOpensNothing() {
        RootKey key = RootKey.inMemory(RANDOM);
        SealedValue sealed = seal(key);
        assertThatThrownBy(() -> unseal(key, sealed, Map.of("SecretARN", "arn", "SecretVersionId", "two")))
                .hasCauseInstanceOf(AwsException.class);
    }

    @Test
    void aTruncatedWrappedKeyIsRefused() {
        RootKey key = RootKey.inMemory(RANDOM);
        assertThatThrownBy(() -> key.unwrap("alias/aws/secretsmanager", new byte[3], CONTEXT)
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(AwsException.class);
    }

    @Test
    void aKeyThatDoesNotExistSealsNothing() {
        RootKey key = RootKey.inMemory(RANDOM);
        assertThatThrownBy(() -> key.generate(Optional.of("alias/mine"), CONTEXT)
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(AwsException.class)
                .hasMessageContaining("alias/mine");
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("root.key");
        RootKeyFile.open(file, RANDOM);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileIsNamedAndLeftAlone() throws IOException {
        Path file = folder.resolve("root.key");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> RootKeyFile.open(file, RANDOM))
                .isInstanceOf(RootKeyFile.Unusable.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    }
}
