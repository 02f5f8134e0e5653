package dev.tumbler.standins.lambda;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The connections to a Runtime API. One that sends no request that is admitted is closed after a while, and so is one that
 * stops in the middle of a body. One that was admitted may be silent: its function works, or waits for an invocation.
 */
final class RuntimeConnections {
    /** A client that has sent a little too much still reads the answer. */
    private static final int FAR_LONGER = 4;

    private final Vertx vertx;
    private final Duration patience;
    private final Map<HttpConnection, Long> strangers = new ConcurrentHashMap<>();

    RuntimeConnections(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    void opened(HttpConnection connection) {
        strangers.put(connection, vertx.setTimer(patience.toMillis(), timer -> connection.close()));
        connection.closeHandler(closed -> admitted(connection));
    }

    void admitted(HttpConnection connection) {
        Long timer = strangers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /**
     * Reads a body.
     *
     * @param most how many bytes are of use; of a longer body no more is kept than shows that it is longer, and one that is
     *     far longer is cut off with its connection
     * @param whenComplete called with what was kept
     */
    void read(HttpServerRequest request, int most, Consumer<Buffer> whenComplete) {
        new Body(request, most, whenComplete).read();
    }

    private final class Body {
        private final HttpServerRequest request;
        private final int most;
        private final Consumer<Buffer> whenComplete;
        private final Buffer kept = Buffer.buffer();
        private long received;
        private long timer;
        private boolean complete;

        Body(HttpServerRequest request, int most, Consumer<Buffer> whenComplete) {
            this.request = request;
            this.most = most;
            this.whenComplete = whenComplete;
        }

        void read() {
            await();
            request.exceptionHandler(broken -> vertx.cancelTimer(timer));
            request.handler(this::take);
            request.endHandler(end -> finish());
        }

        private void await() {
            timer = vertx.setTimer(
                    patience.toMillis(), late -> request.connection().close());
        }

        private void take(Buffer chunk) {
            if (complete) {
                return;
            }
            vertx.cancelTimer(timer);
            received += chunk.length();
            if (kept.length() <= most) {
                kept.appendBuffer(chunk);
            }
            if (received > (long) FAR_LONGER * most) {
                request.response().endHandler(sent -> request.connection().close());
                finish();
            } else {
                await();
            }
        }

        private void finish() {
            if (!complete) {
                complete = true;
                vertx.cancelTimer(timer);
                whenComplete.accept(kept);
            }
        }
    }
}
