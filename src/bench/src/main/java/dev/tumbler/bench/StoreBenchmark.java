package dev.tumbler.bench;

import dev.tumbler.store.Table;
import dev.tumbler.store.dynamodb.DynamoDbTable;
import dev.tumbler.store.dynamodb.TableDefinition;
import dev.tumbler.store.embedded.EmbeddedTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Measures what the stores do in a second. It is run by hand and never part of a test. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Measures reads and durable writes of the stores, beside what this machine does.")
public final class StoreBenchmark implements Callable<Integer> {
    private static final int FEW = 1000;
    private static final int MANY = 100_000;
    private static final int MANY_IN_A_HURRY = 10_000;
    private static final int PAGE = 100;
    private static final List<Integer> CALLERS = List.of(1, 8, 32);
    private static final String MAP_READ = "a read of a map";
    private static final String SYNC = "a sync";

    private final Function<Optional<Path>, ScratchFolder> scratch;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "About 20 seconds, with 10,000 secrets for 100,000.")
    private boolean quick;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the files rest for the time of the run; the system's temporary folder by default.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            description = "Also measures the DynamoDB, such as DynamoDB Local, that answers here.")
    private Optional<URI> dynamoDb = Optional.empty();

    private Report report;
    private double syncs;
    private double mapReads;

    /**
     * Without files yet.
     *
     * @param scratch makes the folder of the files, in the one that the command names if it names one
     */
    public StoreBenchmark(Function<Optional<Path>, ScratchFolder> scratch) {
        this.scratch = scratch;
    }

    @Override
    public Integer call() throws IOException {
        report = new Report(spec.commandLine().getOut());
        try (ScratchFolder data = scratch.apply(folder)) {
            measure(data.path());
        }
        return CommandLine.ExitCode.OK;
    }

    private Duration time() {
        return quick ? Duration.ofMillis(500) : Duration.ofSeconds(4);
    }

    private void measure(Path data) throws IOException {
        syncs = MachineFloor.syncsPerSecond(data, time());
        mapReads = MachineFloor.mapReadsPerSecond(MANY, time());
        report.note(String.format(
                Locale.ROOT,
                "%d processors, %,.0f syncs a second, %,.0f reads of a map a second",
                Runtime.getRuntime().availableProcessors(),
                syncs,
                mapReads));
        report.head();
        int many = quick ? MANY_IN_A_HURRY : MANY;
        embedded(data.resolve("few"), FEW);
        embedded(data.resolve("many"), many);
        dynamoDb.ifPresent(endpoint -> dynamoDb(endpoint, many));
        report.note("");
        start(data.resolve("many"), many);
    }

    private void embedded(Path in, int count) {
        try (EmbeddedTable table = EmbeddedTable.open(in)) {
            table("embedded", table, count);
        }
    }

    private void table(String name, Table table, int count) {
        Secrets secrets = new Secrets(table, count);
        secrets.fill();
        for (int callers : CALLERS) {
            double reads = Callers.callsPerSecond(callers, time(), secrets::read);
            report.rate(name, count, "read", callers, reads, mapReads, MAP_READ);
        }
        for (int callers : CALLERS) {
            double puts = Callers.callsPerSecond(callers, time(), secrets::put);
            report.rate(name, count, "durable put", callers, puts, syncs, SYNC);
        }
        double pages = Callers.callsPerSecond(1, time(), random -> secrets.list(PAGE));
        report.rate(name, count, "page of " + PAGE, 1, pages, mapReads, MAP_READ);
    }

    private void dynamoDb(URI endpoint, int many) {
        try (DynamoDbAsyncClient client = DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
                .build()) {
            DynamoDbEnhancedAsyncClient enhanced =
                    DynamoDbEnhancedAsyncClient.builder().dynamoDbClient(client).build();
            table("DynamoDB", newTable(enhanced), FEW);
            table("DynamoDB", newTable(enhanced), many);
        }
    }

    private static Table newTable(DynamoDbEnhancedAsyncClient client) {
        String name = "bench-" + UUID.randomUUID();
        TableDefinition.create(client, name).toCompletableFuture().join();
        return new DynamoDbTable(client, name, new SecureRandom());
    }

    private void start(Path in, int count) throws IOException {
        long begun = System.nanoTime();
        try (EmbeddedTable table = EmbeddedTable.open(in)) {
            Duration open = Duration.ofNanos(System.nanoTime() - begun);
            new Secrets(table, count).list(PAGE);
            Duration listed = Duration.ofNanos(System.nanoTime() - begun);
            report.note(String.format(
                    Locale.ROOT,
                    "The embedded store with %,d secrets opens in %d ms, shows its first page after %d ms, and takes %d MB.",
                    count,
                    open.toMillis(),
                    listed.toMillis(),
                    bytes(in) >> 20));
        }
    }

    private static long bytes(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
