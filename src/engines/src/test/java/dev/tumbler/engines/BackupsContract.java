package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of backups wherever they rest. */
abstract class BackupsContract {
    private static final String BUCKET = "backups";

    @TempDir
    Path folder;

    abstract Backups backups() throws IOException;

    abstract void store(String bucket, String key, byte[] content) throws IOException;

    abstract void delete(String bucket, String key) throws IOException;

    /** Where missing objects are said to have been looked for. */
    abstract String place(String bucket);

    final void store(String key) throws IOException {
        store(BUCKET, key, key.getBytes(UTF_8));
    }

    static Backup backup(String prefix) {
        return new Backup(BUCKET, prefix);
    }

    @Test
    void theKeysThatBeginWithAPrefixComeInTheirOrder() throws IOException {
        store("shop/2/rows.sql");
        store("shop/10 & 11.sql");
        store("shop/1+ä%20.sql.gz");
        store("shop/3.sql");
        store("shop/30.sql");
        store("shopping.sql");
        store("another.sql");

        assertThat(backups().keys(backup("shop/")))
                .containsExactly(
                        "shop/1+ä%20.sql.gz", "shop/10 & 11.sql", "shop/2/rows.sql", "shop/3.sql", "shop/30.sql");
        assertThat(backups().keys(backup("shopp"))).containsExactly("shopping.sql");
        assertThat(backups().keys(backup(""))).hasSize(7);
    }

    @Test
    void anObjectIsReadAsItWasStored() throws IOException {
        byte[] content = new byte[1_000_003];
        new Random(1).nextBytes(content);
        store(BUCKET, "shop/1+ä %20.sql", content);
        store(BUCKET, "empty.sql", new byte[0]);

        assertThat(read("shop/1+ä %20.sql")).isEqualTo(content);
        assertThat(read("empty.sql")).isEmpty();
    }

    private byte[] read(String key) throws IOException {
        try (InputStream content = backups().open(backup(""), key)) {
            return content.readAllBytes();
        }
    }

    /** Their ends are where a reader stops if nothing is available. */
    @Test
    void aPackedFileOfManyPartsIsReadToItsEnd() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int part = 0; part < 2_000; part++) {
            try (OutputStream statements = new GZIPOutputStream(packed)) {
                statements.write("12345678".getBytes(UTF_8));
            }
        }
        store(BUCKET, "parts.sql.gz", packed.toByteArray());

        Dump.of(backup("parts"), backups()).copy("parts.sql.gz", folder.resolve("statements"));
        assertThat(folder.resolve("statements")).hasSize(2_000 * 8);
    }

    @Test
    void aBucketThatIsNotThereIsUnusable() throws IOException {
        Backups backups = backups();
        assertThatThrownBy(() -> backups.keys(new Backup("none", "")))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage("There is no bucket none: this endpoint looks for its objects in " + place("none"));
        assertThatThrownBy(() -> backups.open(new Backup("none", ""), "1.sql")).isInstanceOf(Exception.class);
    }

    @Test
    void aBackupWithoutObjectsIsUnusable() throws IOException {
        store("1.sql");
        Backups backups = backups();
        assertThatThrownBy(() -> backups.keys(backup("other/")))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage(
                        "No key in the bucket backups begins with 'other/': this endpoint looks in " + place(BUCKET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../backups", "Backups", "ab", "backups/shop", "arn:aws:s3:::backups"})
    void whatIsNoBucketsNameIsUnusable(String name) throws IOException {
        store("1.sql");
        Backups backups = backups();
        assertThatThrownBy(() -> backups.keys(new Backup(name, "")))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage("The specified bucket is not valid: " + name);
        assertThatThrownBy(() -> backups.open(new Backup(name, ""), "1.sql")).isInstanceOf(UnusableBackup.class);
    }

    @Test
    void anObjectThatWentMeanwhileMayComeAgain() throws IOException {
        store("1.sql");
        Backups backups = backups();
        assertThat(backups.keys(backup(""))).containsExactly("1.sql");
        delete(BUCKET, "1.sql");

        assertThatThrownBy(() -> backups.open(backup(""), "1.sql")).isInstanceOf(IOException.class);
    }
}
