package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static dev.tumbler.rotation.SecretVersions.AWSPREVIOUS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** One secret in memory and perhaps that of its master, with the label moves of AWS. Failures arrive as the SDK delivers them. */
final class FakeSecrets implements SecretsManagerAsyncClient {
    private static final String PRINTABLE =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final Calls calls;
    private final Random random = new Random(7);
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Tag> tags = new ArrayList<>();
    private final Map<String, String> masters = new LinkedHashMap<>();
    private Boolean rotationEnabled = true;
    private Optional<PutSecretValueRequest> lastPut = Optional.empty();
    private Optional<GetRandomPasswordRequest> lastRandom = Optional.empty();

    FakeSecrets(Calls calls) {
        this.calls = calls;
    }

    void store(String versionId, String label, String value) {
        values.put(versionId, value);
        labels.put(label, versionId);
    }

    /** What the service does before the first step: the version exists and has no value. */
    void startRotation(String token) {
        labels.put(AWSPENDING, token);
    }

    void label(String label, String versionId) {
        labels.put(label, versionId);
    }

    void tag(String key, String value) {
        tags.add(Tag.builder().key(key).value(value).build());
    }

    void master(String arn, String value) {
        masters.put(arn, value);
    }

    void rotationEnabled(Boolean enabled) {
        rotationEnabled = enabled;
    }

    Optional<String> valueOf(String label) {
        return Optional.ofNullable(labels.get(label)).map(values::get);
    }

    Map<String, String> labels() {
        return Map.copyOf(labels);
    }

    PutSecretValueRequest lastPut() {
        return lastPut.orElseThrow();
    }

    GetRandomPasswordRequest lastRandom() {
        return lastRandom.orElseThrow();
    }

    @Override
    public CompletableFuture<DescribeSecretResponse> describeSecret(DescribeSecretRequest request) {
        return answer("DescribeSecret", () -> DescribeSecretResponse.builder()
                .arn(request.secretId())
                .rotationEnabled(rotationEnabled)
                .versionIdsToStages(labels.entrySet().stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList()))))
                .tags(tags)
                .build());
    }

    @Override
    public CompletableFuture<GetSecretValueResponse> getSecretValue(GetSecretValueRequest request) {
        return answer("GetSecretValue", () -> {
            if (masters.containsKey(request.secretId())) {
                return GetSecretValueResponse.builder()
                        .secretString(masters.get(request.secretId()))
                        .build();
            }
            String holder = labels.get(request.versionStage());
            String id = Optional.ofNullable(request.versionId()).orElse(holder);
            if (id == null || !id.equals(holder) || !values.containsKey(id)) {
                throw ResourceNotFoundException.builder()
                        .message("Secrets Manager can't find the specified secret value")
                        .build();
            }
            return GetSecretValueResponse.builder()
                    .versionId(id)
                    .secretString(values.get(id))
                    .build();
        });
    }

    @Override
    public CompletableFuture<PutSecretValueResponse> putSecretValue(PutSecretValueRequest request) {
        return answer("PutSecretValue", () -> {
            lastPut = Optional.of(request);
            String token = request.clientRequestToken();
            String stored = values.putIfAbsent(token, request.secretString());
            if (stored != null && !stored.equals(request.secretString())) {
                throw ResourceExistsException.builder()
                        .message("another value is stored under this token")
                        .build();
            }
            request.versionStages().forEach(label -> labels.put(label, token));
            return PutSecretValueResponse.builder().versionId(token).build();
        });
    }

    @Override
    public CompletableFuture<UpdateSecretVersionStageResponse> updateSecretVersionStage(
            UpdateSecretVersionStageRequest request) {
        return answer("UpdateSecretVersionStage", () -> {
            String holder = labels.get(request.versionStage());
            if (holder != null && !holder.equals(request.removeFromVersionId())) {
                throw new IllegalStateException("the label is on another version");
            }
            if (request.moveToVersionId() == null) {
                labels.remove(request.versionStage());
            } else {
                labels.put(request.versionStage(), request.moveToVersionId());
            }
            if (request.versionStage().equals(AWSCURRENT) && holder != null) {
                labels.put(AWSPREVIOUS, holder);
            }
            return UpdateSecretVersionStageResponse.builder().build();
        });
    }

    @Override
    public CompletableFuture<GetRandomPasswordResponse> getRandomPassword(GetRandomPasswordRequest request) {
        return answer("GetRandomPassword", () -> {
            lastRandom = Optional.of(request);
            int[] allowed = PRINTABLE
                    .chars()
                    .filter(each -> request.excludeCharacters().indexOf(each) < 0)
                    .toArray();
            String password = random.ints(request.passwordLength(), 0, allowed.length)
                    .mapToObj(at -> Character.toString(allowed[at]))
                    .collect(Collectors.joining());
            return GetRandomPasswordResponse.builder().randomPassword(password).build();
        });
    }

    private <T> CompletableFuture<T> answer(String call, Supplier<T> effect) {
        try {
            return CompletableFuture.completedFuture(calls.make(call, effect));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(new CompletionException(failure));
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        calls.forget();
    }
}
