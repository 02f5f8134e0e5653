package dev.tumbler.wire;

import static dev.tumbler.wire.Service.RDS;
import static dev.tumbler.wire.Service.SECRETS_MANAGER;
import static dev.tumbler.wire.Service.STS;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationRequest;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.StopReplicationToReplicaRequest;
import software.amazon.awssdk.services.secretsmanager.model.StopReplicationToReplicaResponse;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation as the SDK's client performs it. */
record Exchange<I extends SdkPojo, O extends SdkPojo>(
        Operation<I> operation, Supplier<? extends SdkBuilder<?, O>> newResponse, BiFunction<SdkClients, I, O> call) {

    static final Operation<CreateSecretRequest> CREATE_SECRET =
            Operation.of(SECRETS_MANAGER, "CreateSecret", CreateSecretRequest::builder);
    static final Operation<GetSecretValueRequest> GET_SECRET_VALUE =
            Operation.of(SECRETS_MANAGER, "GetSecretValue", GetSecretValueRequest::builder);
    static final Operation<CreateDbInstanceRequest> CREATE_DB_INSTANCE =
            Operation.of(RDS, "CreateDBInstance", CreateDbInstanceRequest::builder);
    static final Operation<DescribeDbInstancesRequest> DESCRIBE_DB_INSTANCES =
            Operation.of(RDS, "DescribeDBInstances", DescribeDbInstancesRequest::builder);

    static final List<Exchange<?, ?>> JSON = List.of(
            new Exchange<>(CREATE_SECRET, CreateSecretResponse::builder, (clients, request) -> clients.secretsManager()
                    .createSecret(request)),
            new Exchange<>(
                    GET_SECRET_VALUE, GetSecretValueResponse::builder, (clients, request) -> clients.secretsManager()
                            .getSecretValue(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "PutSecretValue", PutSecretValueRequest::builder),
                    PutSecretValueResponse::builder,
                    (clients, request) -> clients.secretsManager().putSecretValue(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "DescribeSecret", DescribeSecretRequest::builder),
                    DescribeSecretResponse::builder,
                    (clients, request) -> clients.secretsManager().describeSecret(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "ListSecrets", ListSecretsRequest::builder),
                    ListSecretsResponse::builder,
                    (clients, request) -> clients.secretsManager().listSecrets(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "ListSecretVersionIds", ListSecretVersionIdsRequest::builder),
                    ListSecretVersionIdsResponse::builder,
                    (clients, request) -> clients.secretsManager().listSecretVersionIds(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "BatchGetSecretValue", BatchGetSecretValueRequest::builder),
                    BatchGetSecretValueResponse::builder,
                    (clients, request) -> clients.secretsManager().batchGetSecretValue(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "CancelRotateSecret", CancelRotateSecretRequest::builder),
                    CancelRotateSecretResponse::builder,
                    (clients, request) -> clients.secretsManager().cancelRotateSecret(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "RotateSecret", RotateSecretRequest::builder),
                    RotateSecretResponse::builder,
                    (clients, request) -> clients.secretsManager().rotateSecret(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "GetRandomPassword", GetRandomPasswordRequest::builder),
                    GetRandomPasswordResponse::builder,
                    (clients, request) -> clients.secretsManager().getRandomPassword(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "TagResource", TagResourceRequest::builder),
                    TagResourceResponse::builder,
                    (clients, request) -> clients.secretsManager().tagResource(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "UpdateSecret", UpdateSecretRequest::builder),
                    UpdateSecretResponse::builder,
                    (clients, request) -> clients.secretsManager().updateSecret(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "UpdateSecretVersionStage", UpdateSecretVersionStageRequest::builder),
                    UpdateSecretVersionStageResponse::builder,
                    (clients, request) -> clients.secretsManager().updateSecretVersionStage(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "DeleteSecret", DeleteSecretRequest::builder),
                    DeleteSecretResponse::builder,
                    (clients, request) -> clients.secretsManager().deleteSecret(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "RestoreSecret", RestoreSecretRequest::builder),
                    RestoreSecretResponse::builder,
                    (clients, request) -> clients.secretsManager().restoreSecret(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "UntagResource", UntagResourceRequest::builder),
                    UntagResourceResponse::builder,
                    (clients, request) -> clients.secretsManager().untagResource(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "DeleteResourcePolicy", DeleteResourcePolicyRequest::builder),
                    DeleteResourcePolicyResponse::builder,
                    (clients, request) -> clients.secretsManager().deleteResourcePolicy(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "GetResourcePolicy", GetResourcePolicyRequest::builder),
                    GetResourcePolicyResponse::builder,
                    (clients, request) -> clients.secretsManager().getResourcePolicy(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "PutResourcePolicy", PutResourcePolicyRequest::builder),
                    PutResourcePolicyResponse::builder,
                    (clients, request) -> clients.secretsManager().putResourcePolicy(request)),
            new Exchange<>(
                    Operation.of(
                            SECRETS_MANAGER,
                            "RemoveRegionsFromReplication",
                            RemoveRegionsFromReplicationRequest::builder),
                    RemoveRegionsFromReplicationResponse::builder,
                    (clients, request) -> clients.secretsManager().removeRegionsFromReplication(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "ReplicateSecretToRegions", ReplicateSecretToRegionsRequest::builder),
                    ReplicateSecretToRegionsResponse::builder,
                    (clients, request) -> clients.secretsManager().replicateSecretToRegions(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "StopReplicationToReplica", StopReplicationToReplicaRequest::builder),
                    StopReplicationToReplicaResponse::builder,
                    (clients, request) -> clients.secretsManager().stopReplicationToReplica(request)),
            new Exchange<>(
                    Operation.of(SECRETS_MANAGER, "ValidateResourcePolicy", ValidateResourcePolicyRequest::builder),
                    ValidateResourcePolicyResponse::builder,
                    (clients, request) -> clients.secretsManager().validateResourcePolicy(request)));

    static final List<Exchange<?, ?>> QUERY = List.of(
            new Exchange<>(CREATE_DB_INSTANCE, CreateDbInstanceResponse::builder, (clients, request) -> clients.rds()
                    .createDBInstance(request)),
            new Exchange<>(
                    DESCRIBE_DB_INSTANCES, DescribeDbInstancesResponse::builder, (clients, request) -> clients.rds()
                            .describeDBInstances(request)),
            new Exchange<>(
                    Operation.of(RDS, "ModifyDBInstance", ModifyDbInstanceRequest::builder),
                    ModifyDbInstanceResponse::builder,
                    (clients, request) -> clients.rds().modifyDBInstance(request)),
            new Exchange<>(
                    Operation.of(RDS, "DeleteDBInstance", DeleteDbInstanceRequest::builder),
                    DeleteDbInstanceResponse::builder,
                    (clients, request) -> clients.rds().deleteDBInstance(request)),
            new Exchange<>(
                    Operation.of(STS, "GetCallerIdentity", GetCallerIdentityRequest::builder),
                    GetCallerIdentityResponse::builder,
                    (clients, request) -> clients.sts().getCallerIdentity(request)));

    /** A request with random members, as the SDK's client puts it on the wire and as it was meant. */
    @SuppressWarnings("ArrayRecordComponent") // taken apart and never compared
    record SentRequest<I>(byte[] bytes, I meant) {}

    SentRequest<I> send(SampleValues values, SdkClients clients) {
        I request = Members.request(values.fill(Members.builder(operation)), operation);
        byte[] empty = operation.service().protocol() == Service.Protocol.JSON
                ? JsonCodec.write(response(SampleValues.none()))
                : QueryCodec.write(operation, response(SampleValues.none()), "id");
        clients.http().answerWith(200, "", empty);
        Objects.requireNonNull(call.apply(clients, request));
        return new SentRequest<>(clients.http().sent(), request);
    }

    /** A response with random members. */
    O response(SampleValues values) {
        SdkBuilder<?, O> builder = newResponse.get();
        values.fill((SdkPojo) builder);
        return builder.build();
    }

    /** What the SDK's client makes of these bytes. */
    O receive(byte[] answer, SdkClients clients) {
        clients.http().answerWith(200, "", answer);
        SdkPojo request = SampleValues.tokens().fill(Members.builder(operation));
        return call.apply(clients, Members.request(request, operation));
    }
}
