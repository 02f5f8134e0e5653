package dev.tumbler.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class BackupFoldersTest extends BackupsContract {

    @Override
    Backups backups() {
        return new BackupFolders(folder);
    }

    @Override
    void store(String bucket, String key, byte[] content) throws IOException {
        Path file = folder.resolve(bucket).resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    void delete(String bucket, String key) throws IOException {
        Files.delete(folder.resolve(bucket).resolve(key));
    }

    @Override
    String place(String bucket) {
        return "the folder " + folder.resolve(bucket);
    }
}
