package dev.tumbler.simulation;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.secretsmanager.AccessDates;
import dev.tumbler.secretsmanager.CancelRotateSecretHandler;
import dev.tumbler.secretsmanager.CreateSecretHandler;
import dev.tumbler.secretsmanager.DescribeSecretHandler;
import dev.tumbler.secretsmanager.GetRandomPasswordHandler;
import dev.tumbler.secretsmanager.GetSecretValueHandler;
import dev.tumbler.secretsmanager.PutSecretValueHandler;
import dev.tumbler.secretsmanager.RotateSecretHandler;
import dev.tumbler.secretsmanager.Secrets;
import dev.tumbler.secretsmanager.UpdateSecretVersionStageHandler;
import dev.tumbler.secretsmanager.ValueReader;
import dev.tumbler.secretsmanager.Values;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Regions;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** The client of a service in the same process: the real handlers, and failures as the SDK delivers them. */
final class SimulatedSecrets implements SecretsManagerAsyncClient {
    private final Caller caller;
    private final Secrets secrets;
    private final Values values;
    private final ValueReader reader;
    private final InstantSource clock;
    private final SecureRandom random;

    SimulatedSecrets(Caller caller, SecretStore store, Sealer sealer, InstantSource clock, SecureRandom random) {
        this.caller = caller;
        this.secrets = new Secrets(store);
        this.values = new Values(secrets, sealer);
        this.reader = new ValueReader(secrets, values, new AccessDates(secrets, clock));
        this.clock = clock;
        this.random = random;
    }

    @Override
    public CompletableFuture<CreateSecretResponse> createSecret(CreateSecretRequest request) {
        return call(new CreateSecretHandler(secrets, values, new Regions(false), clock, random), request);
    }

    @Override
    public CompletableFuture<DescribeSecretResponse> describeSecret(DescribeSecretRequest request) {
        return call(new DescribeSecretHandler(secrets), request);
    }

    @Override
    public CompletableFuture<GetSecretValueResponse> getSecretValue(GetSecretValueRequest request) {
        return call(new GetSecretValueHandler(reader), request);
    }

    @Override
    public CompletableFuture<PutSecretValueResponse> putSecretValue(PutSecretValueRequest request) {
        return call(new PutSecretValueHandler(secrets, values, clock), request);
    }

    @Override
    public CompletableFuture<UpdateSecretVersionStageResponse> updateSecretVersionStage(
            UpdateSecretVersionStageRequest request) {
        return call(new UpdateSecretVersionStageHandler(secrets, clock), request);
    }

    @Override
    public CompletableFuture<GetRandomPasswordResponse> getRandomPassword(GetRandomPasswordRequest request) {
        return call(new GetRandomPasswordHandler(random), request);
    }

    @Override
    public CompletableFuture<RotateSecretResponse> rotateSecret(RotateSecretRequest request) {
        return call(
                new RotateSecretHandler(
                        secrets, values, (function, secret) -> Uni.createFrom().item(true), clock),
                request);
    }

    @Override
    public CompletableFuture<CancelRotateSecretResponse> cancelRotateSecret(CancelRotateSecretRequest request) {
        return call(new CancelRotateSecretHandler(secrets, clock), request);
    }

    private <I extends SdkPojo, O extends SdkPojo> CompletableFuture<O> call(
            OperationHandler<I, O> handler, I request) {
        return handler.apply(request, new Call(caller, "simulated"))
                .onFailure(AwsException.class)
                .transform(SimulatedSecrets::asDelivered)
                .subscribeAsCompletionStage();
    }

    private static SecretsManagerException asDelivered(AwsException refusal) {
        return refusal.code() == ErrorCode.RESOURCE_NOT_FOUND
                ? ResourceNotFoundException.builder()
                        .message(refusal.getMessage())
                        .build()
                : (SecretsManagerException) SecretsManagerException.builder()
                        .message(refusal.getMessage())
                        .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
