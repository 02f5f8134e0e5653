package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;

/** A rotation function in Python, as AWS's samples are written, that knows nothing of the router. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class FunctionRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNFINISHED = "A previous rotation isn't complete. That rotation will be reattempted.";

    private final Endpoint endpoint;
    private final SecretsManagerClient secrets;
    private final LambdaClient lambda;

    @TempDir
    private Path folder;

    private PythonFunction function;
    private String secret;
    private String first;

    FunctionRotationIT(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.secrets = endpoint.secrets();
        this.lambda = endpoint.caller().configure(LambdaClient.builder()).build();
    }

    @BeforeAll
    static void findBoto3() throws Exception {
        Command.assumePython("boto3");
    }

    @BeforeEach
    void create() {
        secret = endpoint.unique("rotated-by-function");
        first = secrets.createSecret(each -> each.name(secret).secretString("first"))
                .versionId();
        function = new PythonFunction(lambda, endpoint.unique("rotate"));
        function.create(3, Map.of("STEPS", steps().toString()), "rotation_function");
    }

    @AfterEach
    void delete() {
        function.delete();
        lambda.close();
    }

    /** Where the function notes what it was asked to do. */
    private Path steps() {
        return folder.resolve("steps");
    }

    private List<String> stepsSeen() throws IOException {
        return Files.exists(steps()) ? Files.readAllLines(steps(), StandardCharsets.UTF_8) : List.of();
    }

    private RotateSecretRequest.Builder rotation() {
        return RotateSecretRequest.builder()
                .secretId(secret)
                .rotationLambdaARN(function.arn())
                .rotationRules(rules -> rules.scheduleExpression("rate(10 days)"));
    }

    private DescribeSecretResponse describe() {
        return secrets.describeSecret(each -> each.secretId(secret));
    }

    private String value() {
        return secrets.getSecretValue(each -> each.secretId(secret)).secretString();
    }

    @Test
    void theFunctionIsAskedForEachStepOnceAndTheValueChanges() throws IOException {
        function.permit("secretsmanager.amazonaws.com");
        String version = secrets.rotateSecret(rotation().build()).versionId();

        Await.until("the rotation ends", PATIENCE, () -> describe().lastRotatedDate() != null);

        assertThat(stepsSeen()).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(value()).isNotEqualTo("first");
        new Wire(endpoint.caller())
                .with("arn", describe().arn())
                .with("name", secret)
                .with("function", function.arn())
                .with("first", first)
                .with("version", version)
                .assertAnswer(
                        "DescribeSecret",
                        """
                        {"SecretId":"${name}"}""",
                        """
                        {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date",
                         "LastAccessedDate":"date","LastRotatedDate":"date","NextRotationDate":"date",
                         "RotationEnabled":true,"RotationLambdaARN":"${function}",
                         "RotationRules":{"ScheduleExpression":"rate(10 days)"},
                         "VersionIdsToStages":{"${first}":["AWSPREVIOUS"],"${version}":["AWSCURRENT"]}}""");
    }

    /** Deployed, it is the role of our function that has to be let, and nothing here evaluates roles. */
    @Test
    @OneProcess
    void aFunctionThatDoesNotLetSecretsManagerInNeedsAPermissionFirst() {
        assertRefused(
                () -> secrets.rotateSecret(rotation().build()),
                "AccessDeniedException",
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");
        assertThat(describe().rotationEnabled()).isNull();
    }

    @Test
    void notImmediatelyOnlyTestsTheFunction() throws IOException {
        function.permit("secretsmanager.amazonaws.com");
        secrets.rotateSecret(rotation().rotateImmediately(false).build());

        Await.until(
                "the test ends", PATIENCE, () -> describe().versionIdsToStages().size() == 1);

        assertThat(stepsSeen()).containsExactly("testSecret");
        assertThat(value()).isEqualTo("first");
        assertThat(describe().nextRotationDate()).isNotNull();
        assertThat(describe().lastRotatedDate()).isNull();
    }

    @Test
    void aFunctionThatFailsLeavesTheVersionPendingUntilItWorks() throws IOException {
        function.permit("secretsmanager.amazonaws.com");
        Files.createFile(folder.resolve("steps-fail"));
        String pending = secrets.rotateSecret(rotation().build()).versionId();
        Await.until("the function has failed", PATIENCE, () -> {
            try {
                return stepsSeen().contains("setSecret");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });

        assertRefused(() -> secrets.rotateSecret(each -> each.secretId(secret)), "InvalidRequestException", UNFINISHED);
        assertThat(value()).isEqualTo("first");
        assertThat(describe().lastRotatedDate()).isNull();

        Files.delete(folder.resolve("steps-fail"));
        Await.until("the next attempt succeeds", PATIENCE, () -> describe().lastRotatedDate() != null);
        assertThat(describe().versionIdsToStages()).containsEntry(pending, List.of("AWSCURRENT"));
    }
}
