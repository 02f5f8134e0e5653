package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.standins.RootKeyFile;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.store.embedded.StoreLockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDataTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private static LocalData open(Path folder) {
        return LocalData.open(folder, Optional.empty(), RANDOM);
    }

    private Path begun(String name) throws IOException {
        Path data = Files.createDirectory(folder.resolve(name));
        open(data).end().run();
        return data;
    }

    @Test
    void theKeyOfAnotherFolderIsRefusedAtTheStart() throws IOException {
        Path data = begun("mine");
        Path key = data.resolve("root.key");
        Files.copy(begun("other").resolve("root.key"), key, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> open(data))
                .hasRootCauseInstanceOf(RootKeyFile.Unusable.class)
                .hasRootCauseMessage("The root key " + key
                        + " is another one than what is stored is sealed with: put that one back.");
    }

    @Test
    void aFolderOpensAgainAfterItWasRefused() throws IOException {
        Path data = begun("mine");
        Path key = data.resolve("root.key");
        Path aside = Files.move(key, folder.resolve("aside"));
        assertThatExceptionOfType(RootKeyFile.Unusable.class).isThrownBy(() -> open(data));

        Files.move(aside, key);
        open(data).end().run();
    }

    @Test
    void aTableElsewhereKnowsItsKeyToo() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Path other = Files.createDirectory(folder.resolve("other"));
        try (EmbeddedTable table = EmbeddedTable.inMemory()) {
            LocalData.onDynamoDb(mine, table, Optional.empty(), RANDOM).end().run();

            assertThatThrownBy(() -> LocalData.onDynamoDb(other, table, Optional.empty(), RANDOM))
                    .hasRootCauseInstanceOf(RootKeyFile.Unusable.class);
            LocalData.onDynamoDb(mine, table, Optional.empty(), RANDOM).end().run();
        }
    }

    @Test
    void aFolderInUseIsNamedAsItWasGiven() {
        LocalData first = open(folder);
        assertThatExceptionOfType(StoreLockedException.class)
                .isThrownBy(() -> open(folder))
                .withMessage("The data folder " + folder + " is in use by another process.");
        first.end().run();
    }
}
