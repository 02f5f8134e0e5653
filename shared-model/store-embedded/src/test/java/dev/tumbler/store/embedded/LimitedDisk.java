package dev.tumbler.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk that is full when a test says so. The engine makes its file systems by itself, so what they share is static.
 *
 * @param announced whether the disk says how full it is; otherwise writes fail without notice, as with a quota
 */
record LimitedDisk(boolean announced) implements Disk {
    private static final String SCHEME = "limited";
    private static final long PLENTY = 1L << 40;

    /** How many more writes succeed. */
    private static final AtomicLong WRITES_LEFT = new AtomicLong(Long.MAX_VALUE);

    static {
        FilePath.register(new Files());
    }

    static LimitedDisk withRoom(boolean announced) {
        WRITES_LEFT.set(Long.MAX_VALUE);
        return new LimitedDisk(announced);
    }

    void fill() {
        fillAfter(0);
    }

    void fillAfter(long writes) {
        WRITES_LEFT.set(writes);
    }

    void free() {
        WRITES_LEFT.set(Long.MAX_VALUE);
    }

    @Override
    public String name(Path file) {
        return SCHEME + ":" + file;
    }

    @Override
    public long usableBytes(Path folder) {
        return announced && WRITES_LEFT.get() <= 0 ? 0 : PLENTY;
    }

    /** The file system, by its scheme. */
    public static final class Files extends FilePathWrapper {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new File(super.open(mode));
        }
    }

    private static final class File extends FileBase {
        private final FileChannel file;

        File(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer content, long position) throws IOException {
            if (WRITES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return file.write(content, position);
            }
            // a full disk takes what fits
            file.write(content.slice(content.position(), content.remaining() / 2), position);
            throw new IOException("No space left on device");
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int write(ByteBuffer content) throws IOException {
            throw new IOException("the engine says where it writes");
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
