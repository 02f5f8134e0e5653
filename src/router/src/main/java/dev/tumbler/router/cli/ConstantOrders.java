package dev.tumbler.router.cli;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Places orders at a constant rate, however long they take: one that is slow holds back none of the next.
 *
 * <p>Each order has a moment at which it is due, and its time is measured from then on, so that what it waits before it is sent
 * counts too. Everything happens on one event loop.
 */
final class ConstantOrders implements AutoCloseable {
    private static final long TICK_MILLISECONDS = 5;
    private static final int CONNECTIONS = 256;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CREATED = 201;
    private static final int PRODUCTS = 200;
    private static final int MOST_LINES = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient http;
    private final RequestOptions request;
    private final double perSecond;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final List<Placed> placed = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Instant began;
    private long sent;
    private boolean stopping;

    /**
     * One order.
     *
     * @param due since the first one
     * @param failure empty if it was taken
     */
    record Placed(Duration due, Duration time, String failure) {
        boolean failed() {
            return !failure.isEmpty();
        }
    }

    ConstantOrders(ListenAddress application, int perSecond, RandomGenerator random, InstantSource clock) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setKeepAliveTimeout(0));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(application.host())
                .setPort(application.port())
                .setURI("/orders")
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Content-Type", "application/json");
        this.perSecond = perSecond;
        this.random = random;
        this.clock = clock;
    }

    void start() {
        began = clock.instant();
        loop.runOnContext(context -> vertx.setPeriodic(TICK_MILLISECONDS, this::sendDue));
    }

    private void sendDue(long timer) {
        if (stopping) {
            vertx.cancelTimer(timer);
            endIfAnswered();
            return;
        }
        for (Duration due = dueOf(sent); due.compareTo(sinceStart()) <= 0; due = dueOf(sent)) {
            sent++;
            send(due);
        }
    }

    private Duration dueOf(long order) {
        return Duration.ofNanos(Math.round(order / perSecond * TimeUnit.SECONDS.toNanos(1)));
    }

    private void send(Duration due) {
        http.request(request)
                .compose(each -> answer(each, order()))
                .otherwise(Throwable::toString)
                .onSuccess(failure -> note(due, failure));
    }

    private static Future<String> answer(HttpClientRequest request, Buffer order) {
        return request.send(order).compose(response -> response.body()
                .map(body -> response.statusCode() == CREATED ? "" : response.statusCode() + " " + body));
    }

    private Buffer order() {
        JsonArray lines = new JsonArray();
        for (int line = random.nextInt(MOST_LINES); line >= 0; line--) {
            lines.add(new JsonObject()
                    .put("product", String.format(Locale.ROOT, "item-%03d", 1 + random.nextInt(PRODUCTS)))
                    .put("quantity", 1));
        }
        return new JsonObject().put("lines", lines).toBuffer();
    }

    private void note(Duration due, String failure) {
        synchronized (placed) {
            placed.add(new Placed(due, sinceStart().minus(due), failure));
        }
        endIfAnswered();
    }

    private void endIfAnswered() {
        if (stopping && placed().size() == sent) {
            ended.complete(null);
        }
    }

    /** Those that were answered so far. */
    List<Placed> placed() {
        synchronized (placed) {
            return List.copyOf(placed);
        }
    }

    Duration sinceStart() {
        return Duration.between(began, clock.instant());
    }

    /** Sends no more, and answers every order once each has been answered. */
    List<Placed> stop() {
        loop.runOnContext(context -> stopping = true);
        ended.join();
        return placed();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
