package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class OperationHandlerTest {
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:GetSecretValue:live";

    /** Answers with who asked for what. */
    private static final class Echo extends OperationHandler<GetSecretValueRequest, GetSecretValueResponse> {
        private Call seen;

        private Echo() {
            super(Exchange.GET_SECRET_VALUE);
        }

        @Override
        public Uni<GetSecretValueResponse> apply(GetSecretValueRequest request, Call call) {
            seen = call;
            return Uni.createFrom()
                    .item(GetSecretValueResponse.builder()
                            .name(request.secretId())
                            .build());
        }
    }

    @Test
    void aDirectInvocationIsPlainJsonInAndOut() throws IOException {
        assertThat(invoke(new Echo(), "{\"SecretId\":\"orders\"}")).isEqualTo("{\"Name\":\"orders\"}");
    }

    @Test
    void aDirectInvocationIsMadeAsTheFunctionInItsOwnAccountAndRegion() throws IOException {
        Echo handler = new Echo();
        invoke(handler, "{\"SecretId\":\"orders\"}");

        Caller function = new Caller("123456789012", "eu-west-1", ARN, "GetSecretValue", Optional.empty());
        assertThat(handler.seen).isEqualTo(new Call(function, "request-1"));
    }

    @Test
    void aRequestIsCheckedBeforeItIsAnswered() {
        assertThatExceptionOfType(RefusedInvocation.class)
                .isThrownBy(() -> invoke(new Echo(), "{}"))
                .satisfies(refused -> assertThat(
                                RefusedInvocation.read(refused.getMessage()).code())
                        .isEqualTo(ErrorCode.VALIDATION));
    }

    @Test
    void aRefusalTellsTheCodeAndTheTextOfTheError() {
        AwsException missing = AwsException.notFound("Secrets Manager can't find the specified secret.");
        assertThat(refusal(missing))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret.");

        AwsException read = RefusedInvocation.read(refusal(missing));
        assertThat(read.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(read).hasMessage(missing.getMessage());
    }

    @Test
    void anErrorWithoutTextIsItsCode() {
        String refusal = refusal(new AwsException(ErrorCode.LIMIT_EXCEEDED, ""));
        assertThat(refusal).isEqualTo("LimitExceededException");
        assertThat(RefusedInvocation.read(refusal)).hasMessage("");
    }

    @Test
    void whatNobodyForesawTellsNothingOfItself() {
        assertThat(refusal(new IllegalStateException("password is hunter2")))
                .isEqualTo("InternalServiceError: An error occurred on the server side.");
    }

    @Test
    void whatIsNoRefusalIsNotReadAsOne() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RefusedInvocation.read("RequestId: 1 Error: Runtime exited"));
    }

    private static String refusal(RuntimeException failure) {
        return RefusedInvocation.of(Service.SECRETS_MANAGER, failure).getMessage();
    }

    @Test
    void whatIsNoArnOfAFunctionIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LambdaCall.from(new FunctionContext("GetSecretValue", "request-1")));
    }

    private static String invoke(Echo handler, String json) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayInputStream input = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        handler.handleRequest(input, output, new FunctionContext(ARN, "request-1"));
        return output.toString(StandardCharsets.UTF_8);
    }
}
