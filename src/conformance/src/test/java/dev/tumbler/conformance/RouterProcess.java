package dev.tumbler.conformance;

import dev.tumbler.store.contract.LocalDynamoDb;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A router in a process of its own, as a person starts it, on a free port. */
final class RouterProcess implements AutoCloseable {
    private static final String READY = "ready ";
    private static final Path ENGINES = Path.of("target", "engines").toAbsolutePath();

    /** Where the routers of a run are noted, apart from those of the person who runs it: {@code XDG_STATE_HOME}. */
    static final Path STATE = Path.of("target", "state").toAbsolutePath();

    private static final String CLOCK = "/_tumbler/clock";
    private static final int STOP_SECONDS = 60;
    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final URI endpoint;

    private RouterProcess(Process process, Path log, URI endpoint) {
        this.process = process;
        this.log = log;
        this.endpoint = endpoint;
    }

    /** Starts a router on a data folder and waits for its ready line. */
    static RouterProcess start(Path data) {
        return startOn(data, logOf(data));
    }

    /** Where functions do the work, they and the router share a table, which outlives it as its folder does. */
    private static RouterProcess startOn(Path data, Path log) {
        if (!Endpoint.isOfFunctions()) {
            return startWith(log, "--data", data.toString());
        }
        String table = UUID.nameUUIDFromBytes(data.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        URI dynamoDb = LocalDynamoDb.start().endpoint();
        return startWith(
                log,
                "--functions",
                "--data",
                data.toString(),
                "--table",
                table,
                "--table-endpoint",
                dynamoDb.toString());
    }

    /** With a umask that would open whatever is made without a mode of its own. */
    static RouterProcess startWithUmask(String umask, Path data) {
        String script = "umask " + umask + "; exec \"$@\"";
        ProcessBuilder up = command(Stream.of("up", "--port", "0", "--data", data.toString()));
        up.command(Stream.concat(Stream.of("/bin/sh", "-c", script, "sh"), up.command().stream())
                .toList());
        return start(up, logOf(data));
    }

    private static Path logOf(Path data) {
        return data.resolveSibling("router.log");
    }

    static RouterProcess startOn(Path data, String host) {
        return startWith(logOf(data), "--data", data.toString(), "--host", host);
    }

    /** Its databases rest in the folder, and everything else in the table. */
    static RouterProcess startOnDynamoDb(Path data, String table, URI dynamoDb) {
        return startWith(
                logOf(data), "--data", data.toString(), "--table", table, "--table-endpoint", dynamoDb.toString());
    }

    /** Its restores read from the buckets of an S3. */
    static RouterProcess startOnS3(Path data, URI s3) {
        return startWith(logOf(data), "--data", data.toString(), "--s3", s3.toString());
    }

    /** For one test; what functions need rests beside the log all the same. */
    static RouterProcess startInMemory(Path log) {
        return Endpoint.isOfFunctions()
                ? startOn(log.resolveSibling(log.getFileName() + ".data"), log)
                : startWith(log, "--memory");
    }

    /** With a heap of no more than so many megabytes. */
    static RouterProcess startInMemoryOf(int megabytes, Path log) {
        return start(command(Stream.of("up", "--port", "0", "--memory")), " -Xmx" + megabytes + "m", log);
    }

    /** For regions that AWS does not have too. */
    static RouterProcess startInMemoryForAnyRegion(Path log) {
        return startWith(log, "--memory", "--any-region");
    }

    /** With a clock that begins at this moment. */
    static RouterProcess startInMemoryAt(Instant clock, Path log) {
        return startWith(log, "--memory", "--clock", clock.toString());
    }

    private static RouterProcess startWith(Path log, String... options) {
        return start(command(Stream.concat(Stream.of("up", "--port", "0"), Stream.of(options))), log);
    }

    private static RouterProcess start(ProcessBuilder command, Path log) {
        return start(command, "", log);
    }

    private static RouterProcess start(ProcessBuilder command, String javaOptions, Path log) {
        try {
            command.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // it lives too briefly to earn back what the second compiler takes of the processors
            command.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1" + javaOptions);
            Process process = command.start();
            return new RouterProcess(process, log, ready(process, log));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static URI ready(Process process, Path log) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IllegalStateException("the router said " + line + " and logged " + Files.readString(log));
        }
        return URI.create(line.substring(READY.length()));
    }

    /** What one run of the launcher's application said, for runs that end by themselves. */
    record Outcome(int exitCode, String output, String errors) {}

    static Outcome run(Path folder, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "run", ".out");
        Path errors = Files.createTempFile(folder, "run", ".err");
        Process process = command(Stream.of(arguments))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Outcome(ended(process), Files.readString(output), Files.readString(errors));
    }

    /** The launcher, which becomes the router's process. */
    private static ProcessBuilder command(Stream<String> arguments) {
        ProcessBuilder command =
                new ProcessBuilder(Stream.concat(Stream.of(System.getProperty("tumbler.launcher")), arguments)
                        .toList());
        command.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
        // unpacked once for all routers of a run: most of what the first database of a router takes
        command.environment().put("TUMBLER_ENGINES", ENGINES.toString());
        command.environment().put("XDG_STATE_HOME", STATE.toString());
        return command;
    }

    URI endpoint() {
        return endpoint;
    }

    Caller caller() {
        return Caller.local(endpoint);
    }

    AwsClients clients() {
        return AwsClients.of(caller());
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Sets the router's clock ahead. */
    void advanceClock(Duration ahead) {
        setClock(clock().plus(ahead));
    }

    void setClock(Instant moment) {
        send(local(CLOCK)
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString(moment.toString())));
    }

    Instant clock() {
        return Instant.parse(send(local(CLOCK)));
    }

    /** A call of what the router offers beside AWS's services, with the token that such calls carry. */
    HttpRequest.Builder local(String path) {
        return local(endpoint, path);
    }

    /** The same for the router at an address, if it was started here. */
    static HttpRequest.Builder local(URI endpoint, String path) {
        Path notes = STATE.resolve("tumbler").resolve("routers");
        try {
            Path note = notes.resolve(endpoint.getHost() + "-" + endpoint.getPort() + ".json");
            Path folder = Path.of(new JsonObject(Files.readString(note)).getString("folder"));
            String token = Files.readString(folder.resolve("local.token")).strip();
            return HttpRequest.newBuilder(endpoint.resolve(path)).header("Authorization", "Bearer " + token);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What went over the event bus, oldest first. */
    List<JsonObject> events() {
        return send(local("/_tumbler/events")).lines().map(JsonObject::new).toList();
    }

    private static String send(HttpRequest.Builder request) {
        HttpResponse<String> response = HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
        if (response.statusCode() != OK) {
            throw new IllegalStateException("the router said " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** Every process that the router started and that still runs. */
    List<ProcessHandle> children() {
        return process.descendants().filter(ProcessHandle::isAlive).toList();
    }

    /** Those of them that are a database server's: functions' processes stay when there is nothing to do. */
    List<ProcessHandle> servers() {
        return children().stream()
                .filter(each -> !Endpoint.isOfFunctions() || isOfEngine(each.info()))
                .toList();
    }

    private static boolean isOfEngine(ProcessHandle.Info process) {
        return Stream.of(process.command(), process.commandLine())
                .flatMap(Optional::stream)
                .anyMatch(line -> line.contains(ENGINES.toString()));
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        ended(process);
    }

    /** SIGTERM, and the exit code it ends with. */
    int terminate() {
        process.destroy();
        return ended(process);
    }

    private static int ended(Process process) {
        return process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .whenComplete((done, failure) -> process.destroyForcibly())
                .join()
                .exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}
