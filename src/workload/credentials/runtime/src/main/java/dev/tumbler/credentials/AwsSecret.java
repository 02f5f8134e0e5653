package dev.tumbler.credentials;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/**
 * A secret in AWS Secrets Manager, or in what answers as it does.
 *
 * <p>Calls begin on a thread of their own: the AWS SDK may block while it looks for its own credentials, which must not hold up
 * an event loop, nor wait for worker threads that all wait for a connection.
 */
final class AwsSecret implements SecretVersions {
    private final SecretsManagerAsyncClient client;
    private final String secretId;
    private final Duration timeout;
    private final Executor callers;

    AwsSecret(SecretsManagerAsyncClient client, String secretId, Duration timeout, Executor callers) {
        this.client = client;
        this.secretId = secretId;
        this.timeout = timeout;
        this.callers = callers;
    }

    @Override
    public CompletionStage<Credentials> read(Stage stage) {
        GetSecretValueRequest request = GetSecretValueRequest.builder()
                .secretId(secretId)
                .versionStage(stage.label())
                .overrideConfiguration(call -> call.apiCallTimeout(timeout))
                .build();
        return CompletableFuture.completedFuture(request)
                .thenComposeAsync(asked -> client.getSecretValue(asked), callers)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(answer -> SecretString.read(secretId, stage, answer))
                .exceptionally(failure -> {
                    throw unavailable(failure);
                });
    }

    private UnavailableSecretException unavailable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof UnavailableSecretException said) {
            return said;
        }
        return new UnavailableSecretException(secretId, "cannot be read: " + reason(cause));
    }

    /** Only AWS's own words and those of the network: neither has seen a value. */
    private String reason(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof ApiCallTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return refusal.awsErrorDetails().errorCode() + ": "
                    + refusal.awsErrorDetails().errorMessage();
        }
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
