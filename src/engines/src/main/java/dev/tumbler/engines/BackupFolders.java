package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders in the place of buckets: a file's path within its bucket's folder is its key. */
public record BackupFolders(Path buckets) implements Backups {

    @Override
    public List<String> keys(Backup backup) throws IOException {
        Path folder = folder(backup);
        Bucket bucket = new Bucket(backup.bucket(), "the folder " + folder);
        if (!Files.isDirectory(folder)) {
            throw bucket.missing();
        }
        return bucket.some(keys(folder, backup.prefix()), backup.prefix());
    }

    private static List<String> keys(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public InputStream open(Backup backup, String key) throws IOException {
        return Files.newInputStream(folder(backup).resolve(key));
    }

    private Path folder(Backup backup) {
        return buckets.resolve(Bucket.name(backup));
    }
}
