package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class LambdaConstraintsTest {
    private static final Map<String, SdkPojo> BUILDERS = Map.ofEntries(
            Map.entry("AddPermission", AddPermissionRequest.builder()),
            Map.entry("CreateFunction", CreateFunctionRequest.builder()),
            Map.entry("DeleteFunction", DeleteFunctionRequest.builder()),
            Map.entry("GetFunction", GetFunctionRequest.builder()),
            Map.entry("GetFunctionConfiguration", GetFunctionConfigurationRequest.builder()),
            Map.entry("GetPolicy", GetPolicyRequest.builder()),
            Map.entry("Invoke", InvokeRequest.builder()),
            Map.entry("ListFunctions", ListFunctionsRequest.builder()),
            Map.entry("RemovePermission", RemovePermissionRequest.builder()),
            Map.entry("UpdateFunctionCode", UpdateFunctionCodeRequest.builder()),
            Map.entry("UpdateFunctionConfiguration", UpdateFunctionConfigurationRequest.builder()));

    static Stream<String> operations() {
        return LambdaConstraints.TABLE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyRowNamesAMemberAndFitsItsType(String name) {
        RowsOfATable.assertFit(BUILDERS.get(name), name, LambdaConstraints.TABLE.get(name));
    }

    @Test
    void everyOperationHasARow() {
        assertThat(LambdaConstraints.TABLE.keySet()).isEqualTo(BUILDERS.keySet());
    }

    @Test
    void aTimeoutHasAWidth() {
        CreateFunctionRequest tooLong = CreateFunctionRequest.builder()
                .functionName("hello")
                .role("arn:aws:iam::123456789012:role/any")
                .code(each -> each.imageUri("http://127.0.0.1:3001"))
                .timeout(901)
                .build();
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Constraints.check(
                        Operation.of(Service.LAMBDA, "CreateFunction", CreateFunctionRequest::builder), tooLong))
                .withMessage(
                        "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member"
                                + " must have value less than or equal to 900");
    }
}
