package dev.tumbler.router.cli;

/**
 * Cleans up once: when it is closed, or before a signal ends this process. Ctrl-C ends a JVM without any {@code finally},
 * and what would stay then are processes and folders.
 */
final class AtEnd implements AutoCloseable {
    private final Runnable cleaning;
    private final Thread hook = new Thread(this::clean, "cleaning");
    private boolean done;

    AtEnd(Runnable cleaning) {
        this.cleaning = cleaning;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whoever comes second waits: the process must not end in the middle of it. */
    private synchronized void clean() {
        if (!done) {
            done = true;
            cleaning.run();
        }
    }

    @Override
    public void close() {
        clean();
        forget();
    }

    private boolean forget() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }
}
