package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.SdkBytes;

/** A function whose process only says where the Runtime API is; the test speaks it in its place. */
record Puppet(Path folder, HttpClient http) {
    static final String NAME = "puppet";
    private static final String ROOT = "/2018-06-01/runtime/";

    Puppet(Path folder) {
        this(folder, HttpClient.newHttpClient());
    }

    private Path announced() {
        return folder.resolve("address");
    }

    /** Writes the address in one move, and then waits to be killed. */
    byte[] zip() {
        return Zips.bootstrap(
                """
                echo "$AWS_LAMBDA_RUNTIME_API" > "$FOLDER/new" && mv "$FOLDER/new" "$FOLDER/address"
                exec sleep 600""");
    }

    Map<String, String> environment() {
        return Map.of("FOLDER", folder.toString());
    }

    void create(LambdaFixture lambda, int timeoutSeconds) {
        lambda.create(each -> each.functionName(NAME)
                .timeout(timeoutSeconds)
                .environment(environment -> environment.variables(environment()))
                .code(code -> code.zipFile(SdkBytes.fromByteArray(zip()))));
    }

    /** Of the process that was started last; each is asked for once. */
    String address() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(announced())) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        String address = Files.readString(announced()).strip();
        Files.delete(announced());
        return address;
    }

    HttpResponse<String> next(String address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://" + address + ROOT + "invocation/next"))
                        .build(),
                BodyHandlers.ofString());
    }

    int post(String address, String path, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + ROOT + path))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    static String requestId(HttpResponse<String> invocation) {
        return invocation.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }
}
