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

/** Secrets Manager with one secret, whose versions are named as their passwords are. */
@Singleton
public class StoredSecret implements SecretsManagerAsyncClient {
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final int port;

    @Inject
    StoredSecret(@ConfigProperty(name = "postgres.port") int port) {
        this.port = port;
        put("AWSCURRENT", "first");
    }

    void put(String label, String password) {
        passwords.put(label, password);
    }

    void remove(String label) {
        passwords.remove(label);
    }

    @Override
    public CompletableFuture<GetSecretValueResponse> getSecretValue(GetSecretValueRequest request) {
        String password = passwords.get(request.versionStage());
        if (password == null) {
            return CompletableFuture.failedFuture(ResourceNotFoundException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ResourceNotFoundException")
                            .errorMessage("Secrets Manager can't find the specified secret.")
                            .build())
                    .build());
        }
        return CompletableFuture.completedFuture(GetSecretValueResponse.builder()
                .versionId(password)
                .secretString("{\"username\":\"orders\",\"password\":\"" + password
                        + "\",\"host\":\"127.0.0.1\",\"port\":" + port + ",\"dbname\":\"postgres\"}")
                .build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        passwords.clear();
    }
}
