package dev.tumbler.router.cli;

import dev.tumbler.domain.Arn;
import dev.tumbler.router.deployed.DeployedFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The four steps of a rotation as functions of a router's Lambda, from the zip that is deployed to AWS. */
final class DeployedSteps {
    private static final String ROTATION = "rotation";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    private static final int TIMEOUT_SECONDS = 30;
    private static final int MEMORY_MEGABYTES = 512;

    /** The handler of each step, by the name that its function has in the workflow. */
    private static final Map<String, String> HANDLERS = Map.of(
            "CreateSecretFunctionArn", "createSecret",
            "SetSecretFunctionArn", "setSecret",
            "TestSecretFunctionArn", "testSecret",
            "FinishSecretFunctionArn", "finishSecret");

    private final SourceTree tree;

    DeployedSteps(SourceTree tree) {
        this.tree = tree;
    }

    void build() {
        new ModuleBuild(tree, "functions/rotation", "function").unlessDone(zip(), List.of());
    }

    private Path zip() {
        return DeployedFunctions.zip(tree.at("functions"), ROTATION);
    }

    /** Answers the functions' ARNs, by the names that they have in the workflow. */
    Map<String, String> create(LocalAws aws) {
        Code code = code();
        try (LambdaClient lambda = aws.openLambda()) {
            return HANDLERS.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, step -> create(lambda, step.getValue(), code)));
        }
    }

    /** All steps as one function, which Secrets Manager may invoke; answers its ARN. */
    String createRotation(LocalAws aws) {
        try (LambdaClient lambda = aws.openLambda()) {
            String arn = create(lambda, ROTATION, code());
            lambda.addPermission(request -> request.functionName(arn)
                    .statementId(ROTATION)
                    .action("lambda:InvokeFunction")
                    .principal("secretsmanager.amazonaws.com"));
            return arn;
        }
    }

    private record Code(SdkBytes zip, String runtime) {}

    private Code code() {
        try {
            return new Code(SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip())), runtime());
        } catch (IOException failure) {
            throw new PlainFailure("cannot read " + zip() + ": " + failure.getMessage(), failure);
        }
    }

    /** After what was built last. */
    private String runtime() throws IOException {
        try (ZipFile opened = new ZipFile(zip().toFile())) {
            return opened.getEntry("bootstrap") == null ? "java17" : "provided.al2023";
        }
    }

    private static String create(LambdaClient lambda, String handler, Code code) {
        return lambda.createFunction(each -> each.functionName("rotation-" + handler)
                        .runtime(code.runtime())
                        .handler(HANDLER)
                        .role(Arn.global("iam", LocalAws.REGION, "123456789012", "role/rotation")
                                .toString())
                        .timeout(TIMEOUT_SECONDS)
                        .memorySize(MEMORY_MEGABYTES)
                        .environment(variables -> variables.variables(Map.of("QUARKUS_LAMBDA_HANDLER", handler)))
                        .code(zip -> zip.zipFile(code.zip())))
                .functionArn();
    }
}
