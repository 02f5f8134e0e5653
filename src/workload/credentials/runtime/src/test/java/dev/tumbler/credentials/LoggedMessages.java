package dev.tumbler.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a cache logs. */
final class LoggedMessages extends Handler {
    final List<String> messages = new ArrayList<>();
    private final Logger log = Logger.getLogger(CachedSecret.class.getName());

    LoggedMessages() {
        log.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        messages.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {
        messages.clear();
    }

    @Override
    public void close() {
        log.removeHandler(this);
    }
}
