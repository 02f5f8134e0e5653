package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders in the place of buckets: a file's path within its bucket's folder is its key. */
record BackupFolders(Path buckets) implements Backups {
    /** As S3 names them; what becomes a folder's name must not lead elsewhere. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    @Override
    public List<String> keys(Backup backup) throws IOException {
        Path bucket = bucket(backup);
        if (!Files.isDirectory(bucket)) {
            throw new UnusableBackup("There is no bucket " + backup.bucket()
                    + ": this endpoint looks for its objects in the folder " + bucket);
        }
        List<String> keys = keys(bucket, backup.prefix());
        if (keys.isEmpty()) {
            throw new UnusableBackup("No key in the bucket " + backup.bucket() + " begins with '" + backup.prefix()
                    + "': this endpoint looks in the folder " + bucket);
        }
        return keys;
    }

    private static List<String> keys(Path bucket, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public InputStream open(Backup backup, String key) throws IOException {
        return Files.newInputStream(bucket(backup).resolve(key));
    }

    private Path bucket(Backup backup) {
        if (!BUCKET.matcher(backup.bucket()).matches()) {
            throw new UnusableBackup("The specified bucket is not valid: " + backup.bucket());
        }
        return buckets.resolve(backup.bucket());
    }
}
