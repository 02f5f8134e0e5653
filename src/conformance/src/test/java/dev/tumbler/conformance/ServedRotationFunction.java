package dev.tumbler.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tumbler.rotation.PostgresEngine;
import dev.tumbler.rotation.RotationFunction;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** Our own rotation function, served over HTTP as {@code sam local start-lambda} serves functions. */
final class ServedRotationFunction implements AutoCloseable {
    private static final int OK = 200;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SecretsManagerAsyncClient secretsManager;
    private final RdsAsyncClient rds;
    private final RotationFunction function;
    private final HttpServer server;

    /**
     * A function.
     *
     * @param endpoint where it finds Secrets Manager and RDS
     */
    ServedRotationFunction(URI endpoint) throws IOException {
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        secretsManager = SecretsManagerAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        rds = RdsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        function = RotationFunction.over(
                secretsManager, rds, List.of(new PostgresEngine(vertx)), Map.<String, String>of()::get);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Where it is, as a function's image is named. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            function.handleRequest(exchange.getRequestBody(), output, null);
        } catch (RuntimeException failure) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            output.writeBytes(new JsonObject()
                    .put("errorType", failure.getClass().getSimpleName())
                    .put("errorMessage", failure.getMessage())
                    .encode()
                    .getBytes(StandardCharsets.UTF_8));
        }
        exchange.sendResponseHeaders(OK, output.size());
        exchange.getResponseBody().write(output.toByteArray());
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        secretsManager.close();
        rds.close();
        vertx.closeAndAwait();
    }
}
