package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a bucket's folder is a dump. */
class DumpTest {
    @TempDir
    private Path buckets;

    @BeforeEach
    void fillBucket() throws IOException {
        store("shop/2/rows.sql", "two");
        store("shop/10.sql", "ten");
        store("shop/1.sql.gz", "not packed");
        store("shop/notes.txt", "not for a server");
        store("shopping.sql", "another");
        store("full/xtrabackup_checkpoints", "backup_type = full-backuped");
    }

    private void store(String key, String content) throws IOException {
        Path file = buckets.resolve("backups").resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Dump dump(String bucket, String prefix) throws IOException {
        return Dump.of(new Backup(bucket, prefix), new BackupFolders(buckets));
    }

    @Test
    void theFilesOfStatementsUnderAPrefixAreItInTheOrderOfTheirKeys() throws IOException {
        assertThat(dump("backups", "shop/").keys()).containsExactly("shop/1.sql.gz", "shop/10.sql", "shop/2/rows.sql");
        assertThat(dump("backups", "shopp").keys()).containsExactly("shopping.sql");
        assertThat(dump("backups", "").keys()).hasSize(4);
    }

    @Test
    void aFileThatIsNotPackedAsItsNameSaysIsRefused() throws IOException {
        Dump dump = dump("backups", "shop/");
        dump.copy("shop/10.sql", buckets.resolve("plain"));
        assertThat(buckets.resolve("plain")).hasContent("ten");
        assertThatThrownBy(() -> dump.copy("shop/1.sql.gz", buckets.resolve("unpacked")))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage("shop/1.sql.gz cannot be unpacked: Not in GZIP format");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            none       | ``      | There is no bucket none: this endpoint looks for its objects in the folder BUCKETS/none
            ../backups | ``      | The specified bucket is not valid: ../backups
            backups    | other/  | No key in the bucket backups begins with 'other/': this endpoint looks in the folder BUCKETS/backups
            backups    | shop/no | No key in the bucket backups that begins with 'shop/no' ends with .sql or .sql.gz
            backups    | full/   | The backup in the bucket backups is a copy of a server's data folder. This endpoint restores the files of mariadb-dump or mysqldump, whose keys end with .sql or .sql.gz
            """)
    void whatIsNoDumpIsRefused(String bucket, String prefix, String message) {
        assertThatThrownBy(() -> dump(bucket, prefix))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage(message.replace("BUCKETS", buckets.toString()));
    }
}
