package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** What the SDK's client sends is read as it was meant, and what is written is what the client makes of it. */
class RestJsonCodecTest {
    private final SdkClients clients = SdkClients.create();

    private <I extends SdkPojo> I received(Supplier<? extends SdkBuilder<?, I>> builder) {
        SdkHttpRequest sent = clients.http().request();
        RestRoute.Match match =
                LambdaRoutes.find(sent.method().name(), sent.encodedPath()).orElseThrow();
        RestRequest request = RestRequest.of(
                match.labels(),
                sent.encodedQueryParameters().orElse(""),
                sent::firstMatchingHeader,
                clients.http().sent());
        return RestJsonCodec.read(
                request, Operation.of(Service.LAMBDA, match.route().operation(), builder));
    }

    private void answer(SdkPojo response, int status) {
        clients.http().answerWith(RestJsonCodec.write(response, status));
    }

    @Test
    void anInvocationCarriesItsPayloadAsItIsAndItsOptionsInHeaders() {
        InvokeResponse answer = InvokeResponse.builder()
                .statusCode(200)
                .functionError("Unhandled")
                .logResult("bG9n")
                .executedVersion("$LATEST")
                .payload(SdkBytes.fromUtf8String("{\"a\": 1 }"))
                .build();
        answer(answer, 200);
        InvokeRequest request = InvokeRequest.builder()
                .functionName("arn:aws:lambda:us-east-1:123456789012:function:hello")
                .invocationType("Event")
                .logType("Tail")
                .qualifier("$LATEST")
                .payload(SdkBytes.fromUtf8String(" 1 "))
                .build();
        assertThat(clients.lambda().invoke(request).equalsBySdkFields(answer)).isTrue();
        assertThat(received(InvokeRequest::builder)).isEqualTo(request);
    }

    @Test
    void aFunctionIsReadFromTheBody() {
        CreateFunctionResponse answer = CreateFunctionResponse.builder()
                .functionName("hello")
                .timeout(3)
                .environment(each -> each.variables(Map.of("A", "b")))
                .build();
        answer(answer, 201);
        CreateFunctionRequest request = CreateFunctionRequest.builder()
                .functionName("hello")
                .role("arn:aws:iam::123456789012:role/any")
                .code(each -> each.zipFile(SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 255})))
                .tags(Map.of("team", "orders"))
                .build();
        assertThat(clients.lambda().createFunction(request).equalsBySdkFields(answer))
                .isTrue();
        assertThat(received(CreateFunctionRequest::builder)).isEqualTo(request);
    }

    @Test
    void aQueryAndAPathAreReadToo() {
        answer(ListFunctionsResponse.builder().nextMarker("n").build(), 200);
        ListFunctionsRequest list =
                ListFunctionsRequest.builder().marker("a/b c=").maxItems(7).build();
        clients.lambda().listFunctions(list);
        assertThat(received(ListFunctionsRequest::builder)).isEqualTo(list);

        answer(RemovePermissionResponse.builder().build(), 204);
        RemovePermissionRequest remove = RemovePermissionRequest.builder()
                .functionName("123456789012:hello")
                .statementId("by-secrets")
                .revisionId("r")
                .build();
        clients.lambda().removePermission(remove);
        assertThat(received(RemovePermissionRequest::builder)).isEqualTo(remove);
    }

    @Test
    void anAnswerWithoutMembersHasNoBody() {
        RestAnswer answer = RestJsonCodec.write(DeleteFunctionResponse.builder().build(), 204);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        clients.http().answerWith(answer);
        assertThat(clients.lambda()
                        .deleteFunction(DeleteFunctionRequest.builder()
                                .functionName("hello")
                                .build())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void noBodySaysOtherwiseThanThePath() {
        RestRequest request = RestRequest.of(
                Map.of("FunctionName", "mine"),
                "",
                name -> Optional.empty(),
                "{\"FunctionName\":\"another\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(RestJsonCodec.read(
                                request,
                                Operation.of(Service.LAMBDA, "UpdateFunctionCode", UpdateFunctionCodeRequest::builder))
                        .functionName())
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /2015-03-31/functions/, ListFunctions",
        "GET, /2015-03-31/functions/hello, GetFunction",
        "PUT, /2015-03-31/functions/hello/configuration, UpdateFunctionConfiguration",
    })
    void aPathReachesItsOperation(String method, String path, String operation) {
        assertThat(LambdaRoutes.find(method, path).orElseThrow().route().operation())
                .isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /2015-03-31/functions/hello",
        "GET, /2015-03-31/functions/hello/versions",
        "GET, /2015-03-31/functions//configuration",
        "GET, /",
    })
    void anotherPathReachesNothing(String method, String path) {
        assertThat(LambdaRoutes.find(method, path)).isEmpty();
    }

    @Test
    void aPathThatIsNoTextIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> LambdaRoutes.find("GET", "/2015-03-31/functions/%zz"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERIALIZATION));
    }

    @Test
    void theClientUnderstandsARefusal() {
        ErrorAnswer error = ErrorAnswer.of(
                Service.LAMBDA, new AwsException(ErrorCode.LAMBDA_NOT_FOUND, "Function not found: x"), "request");
        clients.http()
                .answerWith(new RestAnswer(
                        error.status(),
                        Map.of("x-amzn-ErrorType", error.errorType().orElseThrow()),
                        error.body()));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> clients.lambda().getFunction(each -> each.functionName("x")))
                .satisfies(refusal -> {
                    assertThat(refusal.type()).isEqualTo("User");
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Function not found: x");
                });
    }

    @Test
    void aBadSignatureIsForbidden() {
        ErrorAnswer error =
                ErrorAnswer.of(Service.LAMBDA, new AwsException(ErrorCode.INVALID_SIGNATURE, "no"), "request");
        assertThat(error.status()).isEqualTo(403);
        assertThat(error.errorType()).contains("InvalidSignatureException");
    }
}
