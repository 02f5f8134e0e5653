package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that stops, as in a live reload, leaves no timer behind, though its Vert.x goes on. */
class RoundsTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Rounds rounds = new Rounds(vertx);
    private final Errors errors = new Errors();
    private final Logger logger = Logger.getLogger(Rounds.class.getName());

    private static final class Errors extends Handler {
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                messages.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        logger.addHandler(errors);
    }

    @AfterEach
    void close() {
        logger.removeHandler(errors);
        vertx.closeAndAwait();
    }

    private void stop() {
        rounds.stop(new ShutdownEvent());
    }

    @Test
    void everyTimerEndsWithTheApplication() throws Exception {
        CountDownLatch attended = new CountDownLatch(3);
        rounds.every(SHORT, SHORT, attended::countDown);
        assertThat(attended.await(30, TimeUnit.SECONDS)).isTrue();
        List<Long> running = rounds.timers();

        stop();

        assertThat(running).hasSize(1).allSatisfy(timer -> assertThat(vertx.cancelTimer(timer))
                .isFalse());
        assertThat(rounds.timers()).isEmpty();
    }

    @Test
    void aRoundThatBeginsAfterTheStopDoesNot() {
        stop();

        rounds.every(SHORT, SHORT, () -> {});

        assertThat(rounds.timers()).isEmpty();
    }

    @Test
    void whatFailsBecauseOfTheStopIsNoError() {
        Uni<?> closed = Uni.createFrom().failure(new IllegalStateException("the table is closed"));
        rounds.run(closed, "before");
        stop();

        rounds.run(closed, "after");

        assertThat(errors.messages).containsExactly("before");
    }
}
