package dev.tumbler.credentials;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Secrets Manager with one secret. It answers at once, or when it is told to. */
final class FakeSecrets implements SecretsManagerAsyncClient {
    final List<GetSecretValueRequest> requests = new ArrayList<>();
    private final Map<String, GetSecretValueResponse> versions = new HashMap<>();
    private Throwable failure;
    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    /** The value gets a version that is named as the password is. */
    void put(Stage stage, String password) {
        putValue(stage, password, "{\"username\":\"orders\",\"password\":\"" + password + "\"}");
    }

    void putValue(Stage stage, String versionId, String value) {
        versions.put(
                stage.label(),
                GetSecretValueResponse.builder()
                        .versionId(versionId)
                        .secretString(value)
                        .build());
    }

    void remove(Stage stage) {
        versions.remove(stage.label());
    }

    void failWith(Throwable reason) {
        failure = reason;
    }

    void failWith(String code, String message) {
        failWith(refusal(code, message));
    }

    void recover() {
        failure = null;
    }

    void hold() {
        gate = new CompletableFuture<>();
    }

    void answer() {
        gate.complete(null);
    }

    @Override
    public CompletableFuture<GetSecretValueResponse> getSecretValue(GetSecretValueRequest request) {
        requests.add(request);
        return gate.thenCompose(open -> outcome(request));
    }

    private CompletableFuture<GetSecretValueResponse> outcome(GetSecretValueRequest request) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        GetSecretValueResponse version = versions.get(request.versionStage());
        return version == null
                ? CompletableFuture.failedFuture(
                        refusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret."))
                : CompletableFuture.completedFuture(version);
    }

    private static Throwable refusal(String code, String message) {
        return SecretsManagerException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        versions.clear();
    }
}
