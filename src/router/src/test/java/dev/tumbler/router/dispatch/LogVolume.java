package dev.tumbler.router.dispatch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts what this process logs, with its stack traces. */
final class LogVolume extends Handler implements AutoCloseable {
    private final AtomicLong characters = new AtomicLong();
    private final AtomicLong traces = new AtomicLong();
    private final Logger root = Logger.getLogger("");

    static LogVolume counting() {
        LogVolume volume = new LogVolume();
        volume.setLevel(Level.INFO);
        volume.root.addHandler(volume);
        return volume;
    }

    @Override
    public void publish(LogRecord line) {
        characters.addAndGet(String.valueOf(line.getMessage()).length());
        if (line.getThrown() != null) {
            StringWriter trace = new StringWriter();
            line.getThrown().printStackTrace(new PrintWriter(trace));
            characters.addAndGet(trace.toString().length());
            traces.incrementAndGet();
        }
    }

    long characters() {
        return characters.get();
    }

    long traces() {
        return traces.get();
    }

    @Override
    public void flush() {
        // nothing is kept
    }

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
