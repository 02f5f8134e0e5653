package dev.tumbler.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tumbler.rotation.PostgresEngine;
import dev.tumbler.rotation.RotationEvent;
import dev.tumbler.rotation.RotationFunction;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

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

    /**
     * Lets a later call fail once, each in its turn.
     *
     * @param afterwards whether the step is done and only its answer is lost
     */
    void failOnce(String step, String errorType, boolean afterwards) {
        faults.add(new Fault(step, errorType, afterwards));
    }

    private record Fault(String step, String errorType, boolean afterwards) {}

    private void answer(HttpExchange exchange) throws IOException {
        byte[] input = exchange.getRequestBody().readAllBytes();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String step = RotationEvent.read(new ByteArrayInputStream(input)).step();
        Optional<Fault> fault =
                faults.stream().filter(each -> each.step().equals(step)).findFirst();
        fault.ifPresent(faults::remove);
        if (fault.isEmpty() || fault.get().afterwards()) {
            handle(exchange, input, output);
        }
        fault.ifPresent(each -> {
            output.reset();
            fail(exchange, output, each.errorType(), "a fault of the test");
        });
        exchange.sendResponseHeaders(OK, output.size());
        exchange.getResponseBody().write(output.toByteArray());
        exchange.close();
    }

    private void handle(HttpExchange exchange, byte[] input, ByteArrayOutputStream output) throws IOException {
        try {
            function.handleRequest(new ByteArrayInputStream(input), output, null);
        } catch (RuntimeException failure) {
            fail(exchange, output, failure.getClass().getName(), failure.getMessage());
        }
    }

    private static void fail(HttpExchange exchange, ByteArrayOutputStream output, String type, String message) {
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        output.writeBytes(new JsonObject()
                .put("errorType", type)
                .put("errorMessage", message)
                .encode()
                .getBytes(StandardCharsets.UTF_8));
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
