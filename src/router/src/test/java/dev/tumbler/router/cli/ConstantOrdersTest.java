package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.router.cli.ConstantOrders.Placed;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConstantOrdersTest {
    private static final int A_SECOND = 100;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private ConstantOrders ordersTo(Handler<HttpServerRequest> application) {
        int port = vertx.createHttpServer()
                .requestHandler(application)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return new ConstantOrders(
                new ListenAddress("127.0.0.1", port), A_SECOND, new Random(1), InstantSource.system());
    }

    @Test
    void anOrderThatIsSlowHoldsBackNoneOfTheNext() throws InterruptedException {
        CountDownLatch others = new CountDownLatch(20);
        AtomicInteger first = new AtomicInteger();
        try (ConstantOrders orders = ordersTo(request -> {
            others.countDown();
            if (first.getAndIncrement() > 0) {
                request.response().setStatusCode(201).end();
                return;
            }
            vertx.executeBlocking(() -> {
                        others.await();
                        return others;
                    })
                    .onSuccess(all -> request.response().setStatusCode(201).end());
        })) {
            orders.start();
            others.await();
            List<Placed> placed = orders.stop();

            assertThat(placed).hasSizeGreaterThanOrEqualTo(20).noneMatch(Placed::failed);
            assertThat(placed).extracting(Placed::time).anyMatch(time -> time.compareTo(Duration.ofMillis(150)) > 0);
        }
    }

    @Test
    void anyAnswerButACreatedOneIsAFailureWithItsReason() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        try (ConstantOrders orders = ordersTo(request -> {
            request.response().setStatusCode(409).end("there are fewer");
            asked.countDown();
        })) {
            orders.start();
            asked.await();

            assertThat(orders.stop()).extracting(Placed::failure).containsOnly("409 there are fewer");
        }
    }
}
