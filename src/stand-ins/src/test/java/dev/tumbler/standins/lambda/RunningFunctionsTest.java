package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** The test speaks the Runtime API in the place of a process, which only says where that is. */
class RunningFunctionsTest {
    @TempDir
    Path folder;

    private LambdaFixture lambda;
    private Puppet puppet;

    @BeforeEach
    void open() {
        lambda = new LambdaFixture(folder.resolve("functions"));
        puppet = new Puppet(folder);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void anInstalledFunctionIsInvokedByItsNameAndNoListShowsIt() throws Exception {
        lambda.close();
        Path code = Files.createDirectory(folder.resolve("installed"));
        InstalledFunction.unpack(Files.write(folder.resolve("function.zip"), puppet.zip()), code);
        InstalledFunction installed = InstalledFunction.ofFolder("own", code, puppet.environment());
        lambda = new LambdaFixture(
                folder.resolve("functions"),
                (region, name) ->
                        name.equals("own") && region.equals("us-east-1") ? Optional.of(installed) : Optional.empty());

        CompletableFuture<InvokeResponse> invoked = lambda.invoking("own", "{}");
        String address = puppet.address();
        HttpResponse<String> invocation = puppet.next(address);
        assertThat(invocation.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn"))
                .contains("arn:aws:lambda:us-east-1:123456789012:function:own");
        puppet.post(address, "invocation/" + Puppet.requestId(invocation) + "/response", "\"done\"");

        assertThat(text(invoked.get())).isEqualTo("\"done\"");
        ListFunctionsResponse listed = lambda.call(
                new ListFunctionsHandler(lambda.lambda),
                ListFunctionsRequest.builder().build());
        assertThat(listed.functions()).isEmpty();
    }

    private static String text(InvokeResponse response) {
        return response.payload().asUtf8String();
    }

    @Test
    void anAnswerGoesToWhoAskedAndTheProcessIsUsedAgain() throws Exception {
        puppet.create(lambda, 20);
        CompletableFuture<InvokeResponse> first = lambda.invoking("puppet", "{\"n\":1}");
        String address = puppet.address();
        HttpResponse<String> invocation = puppet.next(address);
        assertThat(invocation.body()).isEqualTo("{\"n\":1}");
        assertThat(invocation.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn"))
                .contains("arn:aws:lambda:us-east-1:123456789012:function:puppet");
        String id = Puppet.requestId(invocation);
        assertThat(puppet.post(address, "invocation/" + id + "/response", "\"one\""))
                .isEqualTo(202);
        assertThat(text(first.get())).isEqualTo("\"one\"");
        assertThat(first.get().functionError()).isNull();
        assertThat(log(first.get()))
                .startsWith("START RequestId: " + id + " Version: $LATEST\n")
                .contains("END RequestId: " + id, "REPORT RequestId: " + id);

        // a second answer to the same invocation is nobody's
        assertThat(puppet.post(address, "invocation/" + id + "/response", "\"twice\""))
                .isEqualTo(400);

        CompletableFuture<InvokeResponse> second = lambda.invoking("puppet", "{\"n\":2}");
        String next = Puppet.requestId(puppet.next(address));
        assertThat(puppet.post(address, "invocation/" + next + "/error", "{\"errorType\":\"Bad\"}"))
                .isEqualTo(202);
        assertThat(second.get().functionError()).isEqualTo("Unhandled");
        assertThat(text(second.get())).isEqualTo("{\"errorType\":\"Bad\"}");
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    @Test
    void twoInvocationsAtOnceHaveAProcessEach() throws Exception {
        puppet.create(lambda, 20);
        CompletableFuture<InvokeResponse> first = lambda.invoking("puppet", "1");
        String one = puppet.address();
        CompletableFuture<InvokeResponse> second = lambda.invoking("puppet", "2");
        String two = puppet.address();
        assertThat(two).isNotEqualTo(one);
        puppet.post(two, "invocation/" + Puppet.requestId(puppet.next(two)) + "/response", "22");
        puppet.post(one, "invocation/" + Puppet.requestId(puppet.next(one)) + "/response", "11");
        assertThat(text(first.get())).isEqualTo("11");
        assertThat(text(second.get())).isEqualTo("22");
    }

    @Test
    void anAnswerOfMoreThanSixMegabytesIsAnError() throws Exception {
        puppet.create(lambda, 20);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        String address = puppet.address();
        String id = Puppet.requestId(puppet.next(address));
        String large = "\"" + "x".repeat(RuntimeApi.MOST_BYTES) + "\"";
        assertThat(puppet.post(address, "invocation/" + id + "/response", large))
                .isEqualTo(413);
        assertThat(text(invoked.get()))
                .isEqualTo("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size"
                        + " exceeded maximum allowed payload size (6291556 bytes).\"}");
    }

    @Test
    void aProcessThatCannotBeginSaysWhy() throws Exception {
        puppet.create(lambda, 20);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        assertThat(puppet.post(puppet.address(), "init/error", "{\"errorType\":\"NoModule\"}"))
                .isEqualTo(202);
        assertThat(text(invoked.get())).isEqualTo("{\"errorType\":\"NoModule\"}");
    }

    @Test
    void aFunctionThatNeverAnswersIsKilledWhenItsTimeIsOver() throws Exception {
        puppet.create(lambda, 1);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        String id = Puppet.requestId(puppet.next(puppet.address()));
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
        puppet.create(lambda, 20);
        CompletableFuture<InvokeResponse> invoked = lambda.invoking("puppet", "1");
        puppet.next(puppet.address());
        lambda.lambda.close();
        assertThat(text(invoked.get(20, TimeUnit.SECONDS))).contains("signal: killed");
    }

    @Test
    void aServiceHearsNothingOfAFunctionThatEndsWithTheStandIn() throws Exception {
        puppet.create(lambda, 20);
        CompletableFuture<InvocationResult> invoked = lambda.lambda
                .invoker()
                .invoke("arn:aws:lambda:us-east-1:123456789012:function:" + Puppet.NAME, new byte[] {'1'})
                .subscribeAsCompletionStage();
        puppet.next(puppet.address());
        lambda.lambda.close();
        assertThat(invoked).isNotDone();
    }
}
