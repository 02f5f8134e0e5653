package dev.tumbler.credentials;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets Manager with one secret, whose labels are put on values. */
@Singleton
public class StoredSecret implements SecretsManagerAsyncClient {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final int port;

    @Inject
    StoredSecret(@ConfigProperty(name = "postgres.port") int port) {
        this.port = port;
        put("AWSCURRENT", "first");
    }

    void put(String label, String password) {
        values.put(
                label,
                "{\"username\":\"orders\",\"password\":\"" + password + "\",\"host\":\"127.0.0.1\",\"port\":" + port
                        + ",\"dbname\":\"postgres\"}");
    }

    void remove(String label) {
        values.remove(label);
    }

    @Override
    public CompletableFuture<GetSecretValueResponse> getSecretValue(GetSecretValueRequest request) {
        String value = values.get(request.versionStage());
        if (value == null) {
            return CompletableFuture.failedFuture(ResourceNotFoundException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ResourceNotFoundException")
                            .errorMessage("Secrets Manager can't find the specified secret.")
                            .build())
                    .build());
        }
        return CompletableFuture.completedFuture(GetSecretValueResponse.builder()
                .versionId(Integer.toHexString(value.hashCode()))
                .secretString(value)
                .build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        values.clear();
    }
}
