package dev.tumbler.router.cli;

import dev.tumbler.domain.Arn;
import dev.tumbler.rotation.RotationEvent;
import dev.tumbler.standins.lambda.InstalledFunction;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** A secret that a function rotates, with a pending version whose password the database accepts: what testSecret finds. */
final class PendingSecret {
    static final String TEST = "testSecret";
    private static final String NAME = "cold";

    private static final int TIMEOUT_SECONDS = 60;
    private static final int MEMORY_MEGABYTES = 512;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalAws aws;
    private final String value;
    private final String arn;
    private final String versionId = UUID.randomUUID().toString();

    /** A secret of a user of the database. */
    PendingSecret(LocalAws aws, DBInstance database, MasterCredentials user) {
        this.aws = aws;
        value = value(database, user);
        arn = aws.secretsManager()
                .createSecret(request -> request.name(NAME).secretString(value))
                .arn();
    }

    private static String value(DBInstance database, MasterCredentials user) {
        return new JsonObject()
                .put("engine", database.engine())
                .put("host", database.endpoint().address())
                .put("port", database.endpoint().port())
                .put("username", user.userName())
                .put("password", user.password())
                // the server has no TLS, and nobody is to be measured while asking for it
                .put("ssl", false)
                .encode();
    }

    /** What Secrets Manager sends to test the pending version. */
    byte[] testEvent() {
        return new RotationEvent(TEST, arn, versionId, Optional.empty()).write();
    }

    /**
     * Has the function rotate the secret, but not yet: Secrets Manager tests it, and once that has ended nothing is pending.
     * What is put then stays until the rotation of a month from now.
     */
    void rotateBy(InstalledFunction function, Path zip) {
        try (LambdaClient lambda = aws.openLambda()) {
            String functionArn = lambda.createFunction(request -> request.functionName(NAME)
                            .runtime(function.runtime())
                            .handler(function.handler())
                            .role(Arn.global("iam", LocalAws.REGION, "123456789012", "role/" + NAME)
                                    .toString())
                            .timeout(TIMEOUT_SECONDS)
                            .memorySize(MEMORY_MEGABYTES)
                            .environment(variables -> variables.variables(function.environment()))
                            .code(code -> code.zipFile(read(zip))))
                    .functionArn();
            lambda.addPermission(request -> request.functionName(NAME)
                    .statementId("rotation")
                    .action("lambda:InvokeFunction")
                    .principal("secretsmanager.amazonaws.com"));
            aws.secretsManager().rotateSecret(request -> request.secretId(arn)
                    .rotationLambdaARN(functionArn)
                    .rotationRules(rules -> rules.scheduleExpression("rate(30 days)"))
                    .rotateImmediately(false));
        }
        awaitTested();
        aws.secretsManager().putSecretValue(request -> request.secretId(arn)
                .clientRequestToken(versionId)
                .secretString(value)
                .versionStages("AWSPENDING"));
    }

    private void awaitTested() {
        Waiter.builder(DescribeSecretResponse.class)
                .overrideConfiguration(Waiting.upTo(PATIENCE))
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(
                        each -> each.versionIdsToStages().size() == 1))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(each -> true))
                .build()
                .run(() -> aws.secretsManager().describeSecret(request -> request.secretId(arn)));
    }

    private static SdkBytes read(Path zip) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip));
        } catch (IOException failure) {
            throw new PlainFailure(zip + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
