package dev.tumbler.engines;

import java.io.IOException;

/** What kept a backup from being read this time. Its message may be shown to people. */
final class UnreadBackup extends IOException {
    UnreadBackup(String message, Throwable cause) {
        super(message, cause);
    }
}
