package dev.tumbler.store.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/**
 * DynamoDB Local as a process of its own, started with the first test that needs it and ended with this one. It comes from
 * the class path of the test, and its native parts from the folder that the property {@code dynamodb-local.libraries} names.
 */
public final class LocalDynamoDb {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_EXIT_SECONDS = 10;

    /** Started once, and if that fails, it fails for every test at once. */
    private static final CompletableFuture<LocalDynamoDb> RUNNING = new CompletableFuture<>();

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final Process process;
    private final URI endpoint;
    private final DynamoDbAsyncClient client;

    private LocalDynamoDb(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.client = clientBuilder(endpoint).build();
    }

    /** Why it cannot run on this machine; empty where it can. Its database has native parts for these machines alone. */
    public static Optional<String> reasonToSkip() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch");
        boolean runs = architecture.equals("amd64") || architecture.equals("x86_64");
        return runs
                ? Optional.empty()
                : Optional.of("DynamoDB Local has no native parts for " + system + " on " + architecture);
    }

    /** The one of this process, once it answers. */
    public static LocalDynamoDb start() {
        if (BEGUN.compareAndSet(false, true)) {
            try {
                RUNNING.complete(launch(freePort()));
            } catch (RuntimeException e) {
                RUNNING.completeExceptionally(e);
            }
        }
        return RUNNING.join();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDynamoDb launch(int port) {
        String libraries = System.getProperty("dynamodb-local.libraries");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Djava.library.path=" + libraries,
                        "-Dsqlite4java.library.path=" + libraries,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "software.amazon.dynamodb.services.local.main.ServerRunner",
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            LocalDynamoDb started = new LocalDynamoDb(command.start(), URI.create("http://127.0.0.1:" + port));
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local cannot be started", e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("DynamoDB Local did not start");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean answers() {
        try {
            client.listTables().join();
            return true;
        } catch (CompletionException notYet) {
            return false;
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_EXIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** One for all tests: closing one takes seconds. */
    public DynamoDbAsyncClient client() {
        return client;
    }

    /** A client as an application makes it, retries and all. */
    public static DynamoDbAsyncClientBuilder clientBuilder(URI endpoint) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }
}
