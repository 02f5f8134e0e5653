package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Functions are made, changed, listed and removed; none of them runs. */
class ManagingFunctionsTest {
    private static final byte[] CODE = Zips.of("file", Zips.PLAIN, "first");

    @TempDir
    Path folder;

    private LambdaFixture lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaFixture(folder);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private GetFunctionResponse get(String name) {
        return lambda.call(
                new GetFunctionHandler(lambda.lambda),
                GetFunctionRequest.builder().functionName(name).build());
    }

    private void assertRefused(Runnable call, ErrorCode code, String message) {
        AwsException refusal = LambdaFixture.refusal(call);
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo(code);
    }

    private List<String> codeOnDisk(String name) throws Exception {
        Path codes = folder.resolve(LambdaFixture.ACCOUNT)
                .resolve("us-east-1")
                .resolve(name)
                .resolve("code");
        try (Stream<Path> all = Files.list(codes)) {
            return all.filter(Files::isDirectory)
                    .map(each -> each.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void aFunctionIsActiveAtOnceAndShowsWhatItWasGiven() {
        CreateFunctionResponse made = lambda.create(each -> each.functionName("hello")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(CODE)))
                .environment(environment -> environment.variables(Map.of("MODE", "test")))
                .tags(Map.of("team", "orders")));
        GetFunctionResponse found = get("hello");
        FunctionConfiguration configuration = found.configuration();
        assertThat(configuration.stateAsString()).isEqualTo("Active");
        assertThat(configuration.lastUpdateStatusAsString()).isEqualTo("Successful");
        assertThat(configuration.environment().variables()).isEqualTo(Map.of("MODE", "test"));
        assertThat(configuration.lastModified()).isEqualTo("2026-01-02T03:04:05.678+0000");
        assertThat(configuration.codeSize()).isEqualTo(CODE.length);
        assertThat(configuration.memorySize()).isEqualTo(128);
        assertThat(configuration.revisionId()).isEqualTo(made.revisionId());
        assertThat(found.tags()).isEqualTo(Map.of("team", "orders"));
        assertThat(made.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:hello");
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        lambda.create("hello", CODE);
        assertRefused(() -> lambda.create("hello", CODE), ErrorCode.LAMBDA_CONFLICT, "Function already exist: hello");
        assertThat(codeOnDisk("hello")).hasSize(1);
    }

    @Test
    void whatCannotBeRunIsRefused() {
        assertRefused(
                () -> lambda.create("hello", "no zip".getBytes(StandardCharsets.UTF_8)),
                ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE,
                "Could not unzip uploaded file. Please check your file, then try to upload again.");
        assertRefused(
                () -> lambda.create(each -> each.functionName("hello").code(code -> {})),
                ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE,
                "Please provide a source for function code.");
        assertRefused(
                () -> lambda.create(each -> each.functionName("hello")
                        .runtime((String) null)
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(CODE)))),
                ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE,
                "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        assertThat(LambdaFixture.refusal(() -> lambda.create(each -> each.functionName("hello")
                        .runtime("cobol85")
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(CODE))))))
                .hasMessageStartingWith("Value cobol85 at 'runtime' failed to satisfy constraint: Member must satisfy"
                        + " enum value set: [nodejs18.x, ");
    }

    @Test
    void otherCodeTakesThePlaceOfTheOld() throws Exception {
        CreateFunctionResponse made = lambda.create("hello", CODE);
        UpdateFunctionCodeResponse changed = lambda.call(
                new UpdateFunctionCodeHandler(lambda.lambda),
                UpdateFunctionCodeRequest.builder()
                        .functionName("hello")
                        .revisionId(made.revisionId())
                        .zipFile(SdkBytes.fromByteArray(Zips.of("file", Zips.PLAIN, "second")))
                        .build());
        assertThat(changed.codeSha256()).isNotEqualTo(made.codeSha256());
        assertThat(get("hello").configuration().codeSha256()).isEqualTo(changed.codeSha256());
        assertRefused(
                () -> lambda.call(
                        new UpdateFunctionCodeHandler(lambda.lambda),
                        UpdateFunctionCodeRequest.builder()
                                .functionName("hello")
                                .revisionId(made.revisionId())
                                .zipFile(SdkBytes.fromByteArray(CODE))
                                .build()),
                ErrorCode.LAMBDA_PRECONDITION_FAILED,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to"
                        + " retrieve the latest Revision Id");
        lambda.lambda.start();
        assertThat(codeOnDisk("hello")).hasSize(1);
    }

    @Test
    void aTrialChangesNothing() {
        CreateFunctionResponse made = lambda.create("hello", CODE);
        lambda.call(
                new UpdateFunctionCodeHandler(lambda.lambda),
                UpdateFunctionCodeRequest.builder()
                        .functionName("hello")
                        .dryRun(true)
                        .zipFile(SdkBytes.fromByteArray(Zips.of("file", Zips.PLAIN, "second")))
                        .build());
        assertThat(get("hello").configuration().revisionId()).isEqualTo(made.revisionId());
    }

    @Test
    void settingsThatAreNotNamedStay() {
        lambda.create(each -> each.functionName("hello")
                .description("first")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(CODE)))
                .environment(environment -> environment.variables(Map.of("MODE", "test"))));
        lambda.call(
                new UpdateFunctionConfigurationHandler(lambda.lambda),
                UpdateFunctionConfigurationRequest.builder()
                        .functionName("hello")
                        .timeout(7)
                        .build());
        FunctionConfiguration found = get("hello").configuration();
        assertThat(found.timeout()).isEqualTo(7);
        assertThat(found.description()).isEqualTo("first");
        assertThat(found.environment().variables()).isEqualTo(Map.of("MODE", "test"));
    }

    @Test
    void aReservedVariableIsRefused() {
        assertRefused(
                () -> lambda.create(each -> each.functionName("hello")
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(CODE)))
                        .environment(environment -> environment.variables(Map.of("AWS_REGION", "here")))),
                ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE,
                "Lambda was unable to configure your environment variables because the environment variables you have"
                        + " provided contains reserved keys that are currently not supported for modification. Reserved"
                        + " keys used in this request: AWS_REGION");
    }

    @Test
    void anEnvironmentRestsSealed() throws Exception {
        lambda.create(each -> each.functionName("hello")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(CODE)))
                .environment(environment -> environment.variables(Map.of("PASSWORD", "in-the-environment"))));
        FunctionId id = new FunctionId(LambdaFixture.ACCOUNT, "us-east-1", "hello");
        String stored = lambda.table
                .get(FunctionForm.key(id))
                .toCompletableFuture()
                .get()
                .orElseThrow()
                .document()
                .toString();
        assertThat(stored).doesNotContain("in-the-environment").doesNotContain("PASSWORD");
    }

    @Test
    void aListingHasPages() {
        List.of("a", "b", "c").forEach(name -> lambda.create(name, CODE));
        ListFunctionsResponse first = lambda.call(
                new ListFunctionsHandler(lambda.lambda),
                ListFunctionsRequest.builder().maxItems(2).build());
        ListFunctionsResponse second = lambda.call(
                new ListFunctionsHandler(lambda.lambda),
                ListFunctionsRequest.builder()
                        .maxItems(2)
                        .marker(first.nextMarker())
                        .build());
        assertThat(Stream.concat(first.functions().stream(), second.functions().stream()))
                .extracting(FunctionConfiguration::functionName)
                .containsExactly("a", "b", "c");
        assertThat(second.nextMarker()).isNull();
    }

    @Test
    void aDeletedFunctionIsGoneWithItsCode() throws Exception {
        lambda.create("hello", CODE);
        DeleteFunctionRequest delete =
                DeleteFunctionRequest.builder().functionName("hello").build();
        lambda.call(new DeleteFunctionHandler(lambda.lambda), delete);
        String gone = "Function not found: arn:aws:lambda:us-east-1:123456789012:function:hello";
        assertRefused(() -> get("hello"), ErrorCode.LAMBDA_NOT_FOUND, gone);
        assertRefused(
                () -> lambda.call(new DeleteFunctionHandler(lambda.lambda), delete), ErrorCode.LAMBDA_NOT_FOUND, gone);
        lambda.lambda.start();
        assertThat(codeOnDisk("hello")).isEmpty();
    }

    @Test
    void permissionsAreAddedShownAndTakenBack() {
        lambda.create("hello", CODE);
        AddPermissionRequest add = AddPermissionRequest.builder()
                .functionName("hello")
                .statementId("secrets")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com")
                .build();
        GetPolicyRequest policy =
                GetPolicyRequest.builder().functionName("hello").build();
        RemovePermissionRequest remove = RemovePermissionRequest.builder()
                .functionName("hello")
                .statementId("secrets")
                .build();
        assertRefused(
                () -> lambda.call(new GetPolicyHandler(lambda.lambda), policy),
                ErrorCode.LAMBDA_NOT_FOUND,
                "The resource you requested does not exist.");
        assertRefused(
                () -> lambda.call(new RemovePermissionHandler(lambda.lambda), remove),
                ErrorCode.LAMBDA_NOT_FOUND,
                "No policy is associated with the given resource.");
        String statement =
                lambda.call(new AddPermissionHandler(lambda.lambda), add).statement();
        assertThat(lambda.call(new GetPolicyHandler(lambda.lambda), policy).policy())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + statement + "]}");
        assertRefused(
                () -> lambda.call(new AddPermissionHandler(lambda.lambda), add),
                ErrorCode.LAMBDA_CONFLICT,
                "The statement id (secrets) provided already exists. Please provide a new statement id, or remove the"
                        + " existing statement.");
        assertThat(mayInvoke("secretsmanager.amazonaws.com")).isTrue();
        assertThat(mayInvoke("s3.amazonaws.com")).isFalse();
        lambda.call(new RemovePermissionHandler(lambda.lambda), remove);
        assertThat(mayInvoke("secretsmanager.amazonaws.com")).isFalse();
    }

    private boolean mayInvoke(String service) {
        return lambda.lambda
                .invoker()
                .mayInvoke(
                        service,
                        "arn:aws:lambda:us-east-1:123456789012:function:hello",
                        "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf")
                .await()
                .indefinitely();
    }
}
