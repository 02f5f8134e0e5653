package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Backups as a server loads them: once it has ended nothing more is read, however much is left. */
record LoadingBackups(Backups stored, SupervisedProcess server) implements Backups {

    @Override
    public List<String> keys(Backup backup) throws IOException {
        return stored.keys(backup);
    }

    @Override
    public InputStream open(Backup backup, String key) throws IOException {
        return new FilterInputStream(stored.open(backup, key)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (!server.alive()) {
                    throw new UnreadBackup("the server ended while " + key + " was read", null);
                }
                return super.read(target, offset, length);
            }
        };
    }
}
