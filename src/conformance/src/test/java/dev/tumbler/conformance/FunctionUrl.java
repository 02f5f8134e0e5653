package dev.tumbler.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The address of a function: makes an event of each request, and of the function's answer the answer to it, as AWS does. */
final class FunctionUrl implements AutoCloseable {
    private static final int BAD_GATEWAY = 502;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private DeployedFunction function;

    FunctionUrl() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
    }

    /** The address is known before the function is, so that others can be told it. */
    void start(DeployedFunction target) {
        function = target;
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            InvokeResponse invocation = function.invoke(event(exchange));
            if (invocation.functionError() != null) {
                exchange.sendResponseHeaders(BAD_GATEWAY, -1);
                return;
            }
            JsonObject answer = new JsonObject(invocation.payload().asUtf8String());
            answer.getJsonObject("headers")
                    .forEach(header -> exchange.getResponseHeaders().add(header.getKey(), (String) header.getValue()));
            byte[] body = answer.getBoolean("isBase64Encoded")
                    ? answer.getBinary("body")
                    : answer.getString("body").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.getInteger("statusCode"), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static JsonObject event(HttpExchange exchange) throws IOException {
        JsonObject headers = new JsonObject();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        URI uri = exchange.getRequestURI();
        return new JsonObject()
                .put("version", "2.0")
                .put("rawPath", uri.getRawPath())
                .put("rawQueryString", uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .put("headers", headers)
                .put(
                        "requestContext",
                        new JsonObject().put("http", new JsonObject().put("method", exchange.getRequestMethod())))
                .put(
                        "body",
                        Base64.getEncoder()
                                .encodeToString(exchange.getRequestBody().readAllBytes()))
                .put("isBase64Encoded", true);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
