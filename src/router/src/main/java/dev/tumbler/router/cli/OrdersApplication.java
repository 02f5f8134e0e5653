package dev.tumbler.router.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;

/** The application of {@code src/workload/orders}, in a process of its own. */
final class OrdersApplication implements AutoCloseable {
    private static final String MODULE = "src/workload/orders";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final ListenAddress address;
    private final AtEnd end;

    private OrdersApplication(Process process, Path log, ListenAddress address) {
        this.process = process;
        this.log = log;
        this.address = address;
        this.end = new AtEnd(this::end);
    }

    /** For the engine's servers: Hibernate is told at build time which SQL to write. */
    static void build(SourceTree tree, String engine) {
        List<String> options = engine.equals(DemoInstance.ENGINE)
                ? List.of()
                : List.of("-Dquarkus.profile=mariadb", "-Dquarkus.package.output-directory=mariadb");
        new ModuleBuild(tree, MODULE, "application").unlessDone(jar(tree, engine), options);
    }

    private static Path jar(SourceTree tree, String engine) {
        String folder = engine.equals(DemoInstance.ENGINE) ? "quarkus-app" : "mariadb";
        return tree.at(MODULE).resolve("target").resolve(folder).resolve("quarkus-run.jar");
    }

    /** Starts it with nothing but the address of the database and the name of the secret, and waits until it is ready. */
    static OrdersApplication start(
            SourceTree tree, LocalAws aws, OrdersDatabase database, String secretArn, Path folder) {
        ListenAddress address = ListenAddress.anyFree();
        Path log = folder.resolve("orders.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        // it lives for a minute, in which the second compiler would take more than it gives
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar(tree, database.engine()).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(aws.environment());
        builder.environment()
                .putAll(Map.of(
                        "ORDERS_DATABASE",
                        database.address(),
                        "ORDERS_SECRET",
                        secretArn,
                        // new connections are opened all the time, with what the secret says then: otherwise few would
                        // notice
                        "QUARKUS_DATASOURCE_REACTIVE_MAX_LIFETIME",
                        "1S",
                        "QUARKUS_SECRETSMANAGER_CREDENTIALS_ORDERS_MAX_AGE",
                        "1S",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(address.port())));
        try {
            return new OrdersApplication(builder.start(), log, address).ready();
        } catch (IOException failure) {
            throw new PlainFailure("cannot start the orders: " + failure.getMessage(), failure);
        }
    }

    ListenAddress address() {
        return address;
    }

    private OrdersApplication ready() {
        try {
            Waiter.builder(Integer.class)
                    .overrideConfiguration(Waiting.upTo(PATIENCE))
                    .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(status -> status == OK))
                    .addAcceptor(WaiterAcceptor.errorOnExceptionAcceptor(failure -> !process.isAlive()))
                    .addAcceptor(WaiterAcceptor.retryOnExceptionAcceptor(PlainFailure.class::isInstance))
                    .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(status -> true))
                    .build()
                    .run(() -> get("/q/health/ready").statusCode());
            return this;
        } catch (SdkException | PlainFailure failure) {
            close();
            throw new PlainFailure("the orders did not start:\n" + logged(), failure);
        }
    }

    private String logged() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            return "(its log cannot be read: " + failure.getMessage() + ")";
        }
    }

    /** How many connections were opened with each version of the secret. */
    Map<String, Long> connections() {
        Map<String, Long> opened = new LinkedHashMap<>();
        new JsonObject(get("/figures").body())
                .getJsonObject("connections")
                .forEach(version -> opened.put(version.getKey(), ((Number) version.getValue()).longValue()));
        return opened;
    }

    /** Waits until it has opened a connection with so many versions. */
    void awaitVersions(int versions) {
        Waiter.builder(Integer.class)
                .overrideConfiguration(Waiting.upTo(PATIENCE))
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(opened -> opened >= versions))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(opened -> true))
                .build()
                .run(() -> connections().size());
    }

    private HttpResponse<String> get(String path) {
        URI uri = URI.create("http://" + address.host() + ":" + address.port() + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new PlainFailure("the orders cannot be asked: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted", interrupted);
        }
    }

    private void end() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        end.close();
    }
}
