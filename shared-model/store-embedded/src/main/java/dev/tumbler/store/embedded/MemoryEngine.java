package dev.tumbler.store.embedded;

import org.h2.mvstore.MVStore;

/** The same store without files; its content goes with the process. */
final class MemoryEngine implements Engine {
    private final MVStore store = new MVStore.Builder().open();

    @Override
    public MVStore store() {
        return store;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void commit() {
        store.commit();
    }

    @Override
    public boolean compact() {
        return false;
    }

    @Override
    public boolean hasRoomFor(long bytes) {
        return true;
    }

    @Override
    public boolean reopen() {
        throw new IllegalStateException("a store in memory has nothing to be opened again from");
    }

    @Override
    public void close() {
        store.close();
    }
}
