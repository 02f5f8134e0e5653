package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.standins.RootKeyFile;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.store.embedded.StoreLockedException;
import dev.tumbler.store.embedded.StoreMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
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
                .withMessage("The data folder " + folder + " is in use by process "
                        + ProcessHandle.current().pid() + ".");
        first.end().run();
    }

    @Test
    void aRemovedStoreIsMissed() throws IOException {
        Path data = begun("mine");
        delete(data.resolve("store"));

        assertThatExceptionOfType(StoreMissingException.class)
                .isThrownBy(() -> open(data))
                .withMessage("The store " + data.resolve("store") + " is missing or empty, and the data folder " + data
                        + " had one: put it back, give another folder with --data, or remove " + data
                        + " to begin again.");
        assertThat(data.resolve("store")).doesNotExist();
    }

    @Test
    void aStoreThatIsEmptiedIsMissed() throws IOException {
        Path data = begun("mine");
        delete(data.resolve("store"));
        Files.createDirectory(data.resolve("store"));

        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> open(data));
    }

    @Test
    void aRemovedStoreAndKeyAreMissed() throws IOException {
        Path data = begun("mine");
        delete(data.resolve("store"));
        Files.delete(data.resolve("root.key"));

        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> open(data));
        assertThat(data.resolve("root.key")).doesNotExist();
    }

    @Test
    void aFolderOfAnEarlierReleaseIsMarked() throws IOException {
        Path data = begun("mine");
        Files.delete(data.resolve("store.mark"));
        open(data).end().run();
        delete(data.resolve("store"));

        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> open(data));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
