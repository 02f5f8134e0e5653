package dev.tumbler.store.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Stands between a client and DynamoDB and loses answers to writes: the write happens, and the connection is closed. */
final class AnswerLosingProxy implements AutoCloseable {
    private static final String TARGET = "X-Amz-Target";
    private static final int THREADS = 8;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final HttpServer server;
    private final URI target;
    private final IntPredicate loses;

    private AnswerLosingProxy(HttpServer server, URI target, IntPredicate loses) {
        this.server = server;
        this.target = target;
        this.loses = loses;
    }

    /**
     * Starts a proxy.
     *
     * @param loses which writes lose their answer, counted from 0
     */
    static AnswerLosingProxy start(URI target, IntPredicate loses) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AnswerLosingProxy proxy = new AnswerLosingProxy(server, target, loses);
            server.createContext("/", proxy::pass);
            server.setExecutor(proxy.threads);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int lost() {
        return lost.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = send(exchange);
            if (writes(exchange) && loses.test(writes.getAndIncrement())) {
                lost.incrementAndGet();
                return;
            }
            answer.headers().firstValue("x-amz-crc32").ifPresent(sum -> exchange.getResponseHeaders()
                    .set("x-amz-crc32", sum));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static boolean writes(HttpExchange exchange) {
        String operation = exchange.getRequestHeaders().getFirst(TARGET);
        return operation.endsWith(".PutItem") || operation.endsWith(".TransactWriteItems");
    }

    private HttpResponse<byte[]> send(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        exchange.getRequestBody().readAllBytes()));
        for (String name : new String[] {TARGET, "Authorization", "X-Amz-Date", "Content-Type"}) {
            request.header(name, exchange.getRequestHeaders().getFirst(name));
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
