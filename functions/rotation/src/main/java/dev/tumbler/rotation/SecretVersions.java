package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;

/** What the steps ask of Secrets Manager, wherever it runs. */
@Singleton
final class SecretVersions {
    static final String AWSCURRENT = "AWSCURRENT";
    static final String AWSPENDING = "AWSPENDING";
    static final String AWSPREVIOUS = "AWSPREVIOUS";

    /** On a version that has its value and is about to get AWSPENDING. */
    static final String REGISTERING = "REGISTERING";

    private final SecretsManagerAsyncClient secretsManager;

    @Inject
    SecretVersions(SecretsManagerAsyncClient secretsManager) {
        this.secretsManager = secretsManager;
    }

    Uni<RotatingSecret> describe(RotationEvent event) {
        return describe(event, event.secretId()).map(description -> RotatingSecret.of(event, description));
    }

    Uni<SecretValue> current(RotationEvent event) {
        return currentOf(event, event.secretId());
    }

    /** The current value of another secret, which is beside the one that rotates. */
    Uni<SecretValue> currentOf(RotationEvent event, String secretId) {
        return value(ofLabel(event, secretId, AWSCURRENT));
    }

    Uni<SystemTags> tagsOf(RotationEvent event, String secretId) {
        return describe(event, secretId).map(description -> SystemTags.of(description.tags()));
    }

    private Uni<DescribeSecretResponse> describe(RotationEvent event, String secretId) {
        return ask(() -> secretsManager.describeSecret(
                request -> request.secretId(secretId).overrideConfiguration(ArnRegion.of(event.secretId()))));
    }

    Uni<SecretValue> labelled(RotationEvent event, String label) {
        return value(ofLabel(event, event.secretId(), label));
    }

    Uni<Optional<SecretValue>> previous(RotationEvent event) {
        return ifThere(value(ofLabel(event, event.secretId(), AWSPREVIOUS)));
    }

    Uni<SecretValue> pending(RotationEvent event) {
        return value(pendingRequest(event));
    }

    /** Whether the pending version has a value: Secrets Manager registers it without one before the first step. */
    Uni<Boolean> hasPending(RotationEvent event) {
        return ifThere(get(pendingRequest(event))).map(Optional::isPresent);
    }

    Uni<Void> putPending(RotationEvent event, String value) {
        return put(event, value, AWSPENDING);
    }

    /**
     * Stores a version that Secrets Manager does not know of, and makes it the pending one.
     *
     * <p>PutSecretValue would take AWSPENDING from whatever version has it, and that may be the only record of the password
     * in force. UpdateSecretVersionStage fails if another version has got the label meanwhile, so the label comes second.
     */
    Uni<Void> register(RotatingSecret secret, String value) {
        return put(secret.event(), value, REGISTERING).chain(() -> becomePending(secret));
    }

    /** The second half of {@link #register}. */
    Uni<Void> becomePending(RotatingSecret secret) {
        String token = secret.event().clientRequestToken();
        return move(label(secret, AWSPENDING).moveToVersionId(token))
                .chain(() -> move(label(secret, REGISTERING).removeFromVersionId(token)));
    }

    private Uni<Void> put(RotationEvent event, String value, String label) {
        PutSecretValueRequest request = PutSecretValueRequest.builder()
                .secretId(event.secretId())
                .clientRequestToken(event.clientRequestToken())
                .secretString(value)
                .versionStages(label)
                .rotationToken(event.rotationToken().orElse(null))
                .overrideConfiguration(ArnRegion.of(event.secretId()))
                .build();
        return ask(() -> secretsManager.putSecretValue(request)).replaceWithVoid();
    }

    Uni<Void> makeCurrent(RotatingSecret secret) {
        return move(label(secret, AWSCURRENT).moveToVersionId(secret.event().clientRequestToken()));
    }

    /** The label is taken from the version that had it when the secret was looked at. */
    private static UpdateSecretVersionStageRequest.Builder label(RotatingSecret secret, String label) {
        return UpdateSecretVersionStageRequest.builder()
                .secretId(secret.id())
                .versionStage(label)
                .removeFromVersionId(secret.holder(label).orElse(null))
                .overrideConfiguration(ArnRegion.of(secret.id()));
    }

    private Uni<Void> move(UpdateSecretVersionStageRequest.Builder label) {
        return ask(() -> secretsManager.updateSecretVersionStage(label.build())).replaceWithVoid();
    }

    Uni<String> randomPassword(PasswordRules rules) {
        return ask(() -> secretsManager.getRandomPassword(rules.request()))
                .map(GetRandomPasswordResponse::randomPassword);
    }

    private Uni<SecretValue> value(GetSecretValueRequest request) {
        return get(request).map(answer -> SecretValue.parse(request.secretId(), answer.secretString()));
    }

    private Uni<GetSecretValueResponse> get(GetSecretValueRequest request) {
        return ask(() -> secretsManager.getSecretValue(request));
    }

    private static GetSecretValueRequest ofLabel(RotationEvent event, String secretId, String label) {
        return GetSecretValueRequest.builder()
                .secretId(secretId)
                .versionStage(label)
                .overrideConfiguration(ArnRegion.of(event.secretId()))
                .build();
    }

    private static GetSecretValueRequest pendingRequest(RotationEvent event) {
        return GetSecretValueRequest.builder()
                .secretId(event.secretId())
                .versionId(event.clientRequestToken())
                .versionStage(AWSPENDING)
                .overrideConfiguration(ArnRegion.of(event.secretId()))
                .build();
    }

    private static <T> Uni<Optional<T>> ifThere(Uni<T> value) {
        return value.map(Optional::of)
                .onFailure(ResourceNotFoundException.class)
                .recoverWithItem(Optional.empty());
    }

    private static <T> Uni<T> ask(Supplier<CompletionStage<T>> call) {
        return Uni.createFrom().completionStage(call);
    }
}
