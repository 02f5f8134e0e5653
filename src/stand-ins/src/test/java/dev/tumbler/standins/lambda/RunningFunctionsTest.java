package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The test speaks the Runtime API in the place of a process, which only says where that is. */
class RunningFunctionsTest {
    private static final String ROOT = "/2018-06-01/runtime/";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private LambdaFixture lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaFixture(folder.resolve("functions"));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private Path announced() {
        return folder.resolve("address");
    }

    /** Writes the address in one move, and then waits to be killed. */
    private void createPuppet(int timeoutSeconds) {
        byte[] zip = Zips.bootstrap(
                """
                echo from the process
                echo "$AWS_LAMBDA_RUNTIME_API" > "$FOLDER/new" && mv "$FOLDER/new" "$FOLDER/address"
                exec sleep 600""");
        lambda.create(each -> each.functionName("puppet")
                .timeout(timeoutSeconds)
                .environment(environment -> environment.variables(Map.of("FOLDER", folder.toString())))
                .code(code -> code.zipFile(SdkBytes.fromByteArray(zip))));
    }

    private String address() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(announced())) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        String address = Files.readString(announced()).strip();
        Files.delete(announced());
        return address;
    }

    private HttpResponse<String> next(String address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://" + address + ROOT + "invocation/next"))
                        .build(),
                BodyHandlers.ofString());
    }

    private int post(String address, String path, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + ROOT + path))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static String requestId(HttpResponse<String> invocation) {
        return invocation.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }

    private static String text(InvokeResponse response) {
        return response.payload().asUtf8String();
    }

    @Test
    void anAnswerGoesToWhoAskedAndTheProcessIsUsedAgain() throws Exception {
        createPuppet(20);
        CompletableFuture<InvokeResponse> first = lambda.invoking("puppet", "{\"n\":1}");
        String address = address();
        HttpResponse<String> invocation = next(address);
        assertThat(invocation.body()).isEqualTo("{\"n\":1}");
        assertThat(invocation.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn"))
                .contains("arn:aws:lambda:us-east-1:123456789012:function:puppet");
        String id = requestId(invocation);
        assertThat(post(address, "invocation/" + id + "/response", "\"one\"")).isEqualTo(202);
        assertThat(text(first.get())).isEqualTo("\"one\"");
        assertThat(first.get().functionError()).isNull();
        assertThat(log(first.get()))
                .startsWith("START RequestId: " + id + " Version: $LATEST\n")
                .contains("from the process\n", "END RequestId: " + id, "REPORT RequestId: " + id);

        // a second answer to the same invocation is nobody's
        assertThat(post(address, "invocation/" + id + "/response", "\"twice\"")).isEqualTo(400);

        CompletableFuture<InvokeResponse> second = lambda.invoking("puppet", "{\"n\":2}");
        String next = requestId(next(address));
        assertThat(post(address, "invocation/" + next + "/error", "{\"errorType\":\"Bad\"}"))
                .isEqualTo(202);
        assertThat(second.get().functionError()).isEqualTo("Unhandled");
        assertThat(text(second.get())).isEqualTo("{\"errorType\":\"Bad\"}");
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    @Test
    void twoInvocationsAtOnceHaveAProcessEach() throws Exception {
        createPuppet(20);
        CompletableFuture<InvokeResponse> first = lambda.invoking("puppet", "1");
        String one = address();
        CompletableFuture<InvokeResponse> second = lambda.invoking("puppet", "2");
        String two = address();
        assertThat(two).isNotEqualTo(one);
        post(two, "invocation/" + requestId(next(two)) + "/response", "22");
        post(one, "invocation/" + requestId(next(one)) + "/response", "11");
        assertThat(text(first.get())).isEqualTo("11");
        assertThat(text(second.get())).isEqualTo("22");
    }

    @Test
    void anAnswerOfMoreThanSixMegabytesIsAnError() throws Exception {
        createPuppet(20);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        String address = address();
        String id = requestId(next(address));
        String large = "\"" + "x".repeat(RuntimeApi.MOST_BYTES) + "\"";
        assertThat(post(address, "invocation/" + id + "/response", large)).isEqualTo(413);
        assertThat(text(invoked.get()))
                .isEqualTo("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size"
                        + " exceeded maximum allowed payload size (6291556 bytes).\"}");
    }

    @Test
    void aProcessThatCannotBeginSaysWhy() throws Exception {
        createPuppet(20);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        assertThat(post(address(), "init/error", "{\"errorType\":\"NoModule\"}"))
                .isEqualTo(202);
        assertThat(text(invoked.get())).isEqualTo("{\"errorType\":\"NoModule\"}");
    }

    @Test
    void aFunctionThatNeverAnswersIsKilledWhenItsTimeIsOver() throws Exception {
        createPuppet(1);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        String id = requestId(next(address()));
        assertThat(text(invoked.get()))
                .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + id
                        + " Error: Task timed out after 1.00 seconds\"}");
        assertThat(log(invoked.get())).contains(id + " Task timed out after 1.00 seconds");
    }

    @Test
    void aFunctionThatEndsIsAnError() {
        lambda.create("ends", Zips.bootstrap("exit 7"));
        InvokeResponse invoked = lambda.invoke("ends", "1");
        assertThat(invoked.functionError()).isEqualTo("Unhandled");
        assertThat(text(invoked))
                .startsWith("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: ")
                .endsWith(" Error: Runtime exited with error: exit status 7\"}");
    }

    @Test
    void aFunctionThatKillsItselfIsAnError() {
        lambda.create("killed", Zips.bootstrap("kill -9 $$"));
        assertThat(text(lambda.invoke("killed", "1"))).endsWith(" Error: Runtime exited with error: signal: killed\"}");
    }

    @Test
    void aFunctionWithoutABootstrapIsAnError() {
        lambda.create("empty", Zips.of("file", Zips.PLAIN, "text"));
        assertThat(text(lambda.invoke("empty", "1")))
                .contains("Runtime.InvalidEntrypoint", "Couldn't find valid bootstrap(s)");
    }

    @Test
    void aPayloadThatIsNoJsonOrTooLargeIsRefused() {
        lambda.create("ends", Zips.bootstrap("exit 7"));
        assertThat(LambdaFixture.refusal(() -> invokeSynchronously("secret value")))
                .hasMessage("Could not parse request body into json: Could not parse payload into json")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LAMBDA_INVALID_CONTENT));
        assertThat(LambdaFixture.refusal(() -> invokeSynchronously("\"" + "x".repeat(6 * 1024 * 1024) + "\"")))
                .hasMessage("6291458 byte payload is too large for the RequestResponse invocation type (limit 6291456"
                        + " bytes)");
    }

    private void invokeSynchronously(String payload) {
        InvokeRequest request = InvokeRequest.builder()
                .functionName("ends")
                .payload(SdkBytes.fromUtf8String(payload))
                .build();
        lambda.call(new InvokeHandler(lambda.lambda), request);
    }

    @Test
    void noProcessOutlivesTheStandIn() throws Exception {
        createPuppet(20);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        next(address());
        lambda.lambda.close();
        assertThat(text(invoked.get(20, TimeUnit.SECONDS))).contains("signal: killed");
    }
}
