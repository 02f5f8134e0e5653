package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A logical dump: files of statements, in the order in which they are run.
 *
 * @param keys of its files, which may be packed
 */
record Dump(Backups backups, Backup backup, List<String> keys) {
    private static final String PACKED = ".sql.gz";

    /** What the programs that copy a server's data folder leave. */
    private static final List<String> PHYSICAL =
            List.of("xtrabackup_checkpoints", "mariadb_backup_checkpoints", ".xbstream", ".qp", ".ibd");

    /** Finds the files of statements among the objects of a backup; what else there is has no part in it. */
    static Dump of(Backup backup, Backups backups) throws IOException {
        List<String> all = backups.keys(backup);
        List<String> keys = all.stream()
                .filter(key -> key.endsWith(".sql") || key.endsWith(PACKED))
                .toList();
        if (keys.isEmpty()) {
            throw new UnusableBackup(
                    physical(all.stream())
                            ? "The backup in the bucket " + backup.bucket()
                                    + " is a copy of a server's data folder. This endpoint"
                                    + " restores the files of mariadb-dump or mysqldump, whose keys end with .sql or .sql.gz"
                            : "No key in the bucket " + backup.bucket() + " that begins with '" + backup.prefix()
                                    + "' ends with .sql or .sql.gz");
        }
        return new Dump(backups, backup, keys);
    }

    private static boolean physical(Stream<String> keys) {
        return keys.anyMatch(key -> PHYSICAL.stream().anyMatch(key::endsWith));
    }

    /** Writes one of the files as plain statements. */
    void copy(String key, Path target) throws IOException {
        try (InputStream stored = backups.open(backup, key);
                InputStream statements = key.endsWith(PACKED) ? new GZIPInputStream(stored) : stored) {
            Files.copy(statements, target);
        } catch (ZipException | EOFException e) {
            throw new UnusableBackup(key + " cannot be unpacked: " + e.getMessage());
        }
    }
}
