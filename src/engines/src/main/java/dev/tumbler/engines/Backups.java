package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where backups rest. Every method works on the calling thread.
 *
 * <p>What is wrong with a backup itself is an {@link UnusableBackup}. Whatever else fails is an {@link IOException}: it may go
 * well later, so a restore that fails with one is begun again.
 */
public interface Backups {

    /** The keys of a backup's objects in their order. Fails with an {@link UnusableBackup} if there are none. */
    List<String> keys(Backup backup) throws IOException;

    /** The content of an object, which the caller closes. */
    InputStream open(Backup backup, String key) throws IOException;
}
