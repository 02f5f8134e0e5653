package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "hello:$LATEST",
                "function:hello",
                "123456789012:hello",
                "123456789012:function:hello",
                "arn:aws:lambda:us-east-1:123456789012:function:hello",
                "arn:aws:lambda:us-east-1:123456789012:function:hello:$LATEST",
            })
    void everyFormOfANameIsUnderstood(String text) {
        assertThat(FunctionReference.parse(text, null, LambdaFixture.call()))
                .isEqualTo(new FunctionId("123456789012", "us-east-1", "hello"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "arn:aws:lambda:eu-west-1:123456789012:function:hello | - | LAMBDA_NOT_FOUND"
                        + " | Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
                "arn:aws-cn:lambda:us-east-1:123456789012:function:hello | - | LAMBDA_NOT_FOUND"
                        + " | Functions from 'us-east-1' are not reachable in this region ('us-east-1')",
                "hello:7 | - | LAMBDA_NOT_FOUND"
                        + " | Function not found: arn:aws:lambda:us-east-1:123456789012:function:hello:7",
                "hello | live | LAMBDA_NOT_FOUND"
                        + " | Function not found: arn:aws:lambda:us-east-1:123456789012:function:hello:live",
                "hello:7 | 8 | LAMBDA_INVALID_PARAMETER_VALUE | The derived qualifier from the function name does not"
                        + " match the specified qualifier.",
                "210987654321:hello | - | LAMBDA_FORBIDDEN | User: arn:aws:iam::123456789012:user/alice is not authorized"
                        + " to perform: lambda:GetFunction on resource:"
                        + " arn:aws:lambda:us-east-1:210987654321:function:hello because no resource-based policy"
                        + " allows the lambda:GetFunction action",
            })
    void whatIsNotThereIsRefused(String text, String qualifier, ErrorCode code, String message) {
        assertThat(LambdaFixture.refusal(() -> FunctionReference.parse(text, qualifier, LambdaFixture.call())))
                .hasMessage(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
