package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.BodyLimit;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the bodies of all requests under way may take of memory. There are two amounts, so that uploads of code cannot keep
 * ordinary calls out. The first bytes of every body are free: a small call is never refused.
 */
@Singleton
public class BodyMemory {
    private static final int FREE_BYTES = 1 << 16;
    private static final long MOST_OF_CALLS = 64L << 20;
    private static final long MOST_OF_UPLOADS = 2L * BodyLimit.MOST_BYTES_OF_CODE;
    private static final int PART_OF_MEMORY = 8;

    private final AtomicLong calls;
    private final AtomicLong uploads;

    public BodyMemory() {
        this(Runtime.getRuntime().maxMemory());
    }

    /** With as much memory as the machine has for this process; one upload fits always. */
    BodyMemory(long mostMemory) {
        long part = mostMemory / PART_OF_MEMORY;
        calls = new AtomicLong(Math.min(MOST_OF_CALLS, part));
        uploads = new AtomicLong(Math.max(BodyLimit.MOST_BYTES_OF_CODE, Math.min(MOST_OF_UPLOADS, part)));
    }

    /** The share of one request, whose body has at most so many bytes. */
    Share share(int mostBytes) {
        return new Share(mostBytes > BodyLimit.MOST_BYTES ? uploads : calls);
    }

    /** What one request has taken. It is used by one thread at a time. */
    static final class Share implements AutoCloseable {
        private final AtomicLong left;
        private long read;
        private long taken;

        private Share(AtomicLong left) {
            this.left = left;
        }

        /** Takes memory for more bytes, or fails as AWS does where there is too much at once: clients try again. */
        void take(int bytes) {
            read += bytes;
            long more = Math.max(0, read - FREE_BYTES) - taken;
            if (left.addAndGet(-more) < 0) {
                left.addAndGet(more);
                throw new AwsException(ErrorCode.THROTTLING, "Rate exceeded");
            }
            taken += more;
        }

        @Override
        public void close() {
            left.addAndGet(taken);
            taken = 0;
        }
    }
}
