package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is said of a bucket that holds no backup, wherever it rests.
 *
 * @param place where it is looked for
 */
record Bucket(String name, String place) {
    /** As S3 names them. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** The name of a backup's bucket, and surely no more: it becomes a folder's, or a part of an address. */
    static String name(Backup backup) {
        if (!NAME.matcher(backup.bucket()).matches()) {
            throw new UnusableBackup("The specified bucket is not valid: " + backup.bucket());
        }
        return backup.bucket();
    }

    UnusableBackup missing() {
        return new UnusableBackup("There is no bucket " + name + ": this endpoint looks for its objects in " + place);
    }

    /** The keys that begin with a prefix, unless there are none. */
    List<String> some(List<String> keys, String prefix) {
        if (keys.isEmpty()) {
            throw new UnusableBackup(
                    "No key in the bucket " + name + " begins with '" + prefix + "': this endpoint looks in " + place);
        }
        return keys;
    }
}
