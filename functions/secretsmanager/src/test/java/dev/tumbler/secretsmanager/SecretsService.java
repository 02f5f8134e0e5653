package dev.tumbler.secretsmanager;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Constraints;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Regions;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** Secrets Manager over a store in memory, called as the router calls it. */
final class SecretsService implements AutoCloseable {
    static final Regions REGIONS = new Regions(false);

    static final Caller ALICE = new Caller(
            "123456789012", "us-east-1", "arn:aws:iam::123456789012:user/alice", "AIDAALICE", Optional.empty());
    static final Caller RDS =
            new Caller(ALICE.account(), ALICE.region(), ALICE.arn(), ALICE.userId(), Optional.of("rds"));

    final TestingClock clock = new TestingClock();
    final TestingDataKeys keys = new TestingDataKeys();
    /** The ARNs of the functions that Secrets Manager may invoke. */
    final Set<String> invocable = new HashSet<>();

    final List<DomainEvent> events = new CopyOnWriteArrayList<>();

    private final SecureRandom random = new SecureRandom();
    private final EmbeddedTable table = EmbeddedTable.inMemory();
    final DisturbedStore store = new DisturbedStore(new TableSecretStore(table, EventSink.to(events::addAll), random));
    final Sealer sealer = new Sealer(keys, random);
    final Secrets secrets = new Secrets(store);
    private final Values values = new Values(secrets, sealer);
    private final ValueReader reader = new ValueReader(secrets, values, new AccessDates(secrets, clock));
    final PageTokens tokens = new PageTokens(DefaultTokenKey.from(Optional.empty(), random));
    private final SecretListing listing = new SecretListing(secrets, tokens);
    private Caller caller = ALICE;

    /** A token that is long enough, told apart by a number. */
    static String token(int number) {
        return "token-%032d".formatted(number);
    }

    /** The same with another caller for the calls within. */
    void as(Caller other, Runnable calls) {
        caller = other;
        try {
            calls.run();
        } finally {
            caller = ALICE;
        }
    }

    AwsException refusal(Runnable call) {
        return catchThrowableOfType(AwsException.class, call::run);
    }

    /** Decides on a secret behind the operations' back. */
    <R> R decide(String name, Function<Optional<Secret>, Decision<Secret, R>> decision) {
        return store.update(new SecretId(ALICE.account(), ALICE.region(), name), decision)
                .toCompletableFuture()
                .join();
    }

    <I extends SdkPojo, O extends SdkPojo> O call(OperationHandler<I, O> handler, I request) {
        Constraints.check(handler.operation(), request);
        return handler.apply(request, new Call(caller, "request-1")).await().atMost(Duration.ofSeconds(30));
    }

    CreateSecretResponse createSecret(Consumer<CreateSecretRequest.Builder> members) {
        CreateSecretRequest.Builder request = CreateSecretRequest.builder()
                .clientRequestToken(UUID.randomUUID().toString());
        members.accept(request);
        return call(new CreateSecretHandler(secrets, values, REGIONS, clock, random), request.build());
    }

    GetSecretValueResponse getSecretValue(Consumer<GetSecretValueRequest.Builder> members) {
        GetSecretValueRequest.Builder request = GetSecretValueRequest.builder();
        members.accept(request);
        return call(new GetSecretValueHandler(reader), request.build());
    }

    BatchGetSecretValueResponse batchGetSecretValue(Consumer<BatchGetSecretValueRequest.Builder> members) {
        BatchGetSecretValueRequest.Builder request = BatchGetSecretValueRequest.builder();
        members.accept(request);
        return call(new BatchGetSecretValueHandler(listing, reader), request.build());
    }

    PutSecretValueResponse putSecretValue(Consumer<PutSecretValueRequest.Builder> members) {
        PutSecretValueRequest.Builder request = PutSecretValueRequest.builder()
                .clientRequestToken(UUID.randomUUID().toString());
        members.accept(request);
        return call(new PutSecretValueHandler(secrets, values, clock), request.build());
    }

    UpdateSecretResponse updateSecret(Consumer<UpdateSecretRequest.Builder> members) {
        UpdateSecretRequest.Builder request = UpdateSecretRequest.builder()
                .clientRequestToken(UUID.randomUUID().toString());
        members.accept(request);
        return call(new UpdateSecretHandler(secrets, values, clock), request.build());
    }

    DescribeSecretResponse describeSecret(Consumer<DescribeSecretRequest.Builder> members) {
        DescribeSecretRequest.Builder request = DescribeSecretRequest.builder();
        members.accept(request);
        return call(new DescribeSecretHandler(secrets), request.build());
    }

    ListSecretsResponse listSecrets(Consumer<ListSecretsRequest.Builder> members) {
        ListSecretsRequest.Builder request = ListSecretsRequest.builder();
        members.accept(request);
        return call(new ListSecretsHandler(listing), request.build());
    }

    ListSecretVersionIdsResponse listSecretVersionIds(Consumer<ListSecretVersionIdsRequest.Builder> members) {
        ListSecretVersionIdsRequest.Builder request = ListSecretVersionIdsRequest.builder();
        members.accept(request);
        return call(new ListSecretVersionIdsHandler(secrets, tokens), request.build());
    }

    UpdateSecretVersionStageResponse updateSecretVersionStage(
            Consumer<UpdateSecretVersionStageRequest.Builder> members) {
        UpdateSecretVersionStageRequest.Builder request = UpdateSecretVersionStageRequest.builder();
        members.accept(request);
        return call(new UpdateSecretVersionStageHandler(secrets, clock), request.build());
    }

    DeleteSecretResponse deleteSecret(Consumer<DeleteSecretRequest.Builder> members) {
        DeleteSecretRequest.Builder request = DeleteSecretRequest.builder();
        members.accept(request);
        return call(new DeleteSecretHandler(secrets, clock, random), request.build());
    }

    RestoreSecretResponse restoreSecret(Consumer<RestoreSecretRequest.Builder> members) {
        RestoreSecretRequest.Builder request = RestoreSecretRequest.builder();
        members.accept(request);
        return call(new RestoreSecretHandler(secrets, clock), request.build());
    }

    RotateSecretResponse rotateSecret(Consumer<RotateSecretRequest.Builder> members) {
        RotateSecretRequest.Builder request = RotateSecretRequest.builder()
                .clientRequestToken(UUID.randomUUID().toString());
        members.accept(request);
        RotationFunctions functions = (arn, secretArn) -> Uni.createFrom().item(invocable.contains(arn));
        return call(new RotateSecretHandler(secrets, values, functions, clock), request.build());
    }

    CancelRotateSecretResponse cancelRotateSecret(Consumer<CancelRotateSecretRequest.Builder> members) {
        CancelRotateSecretRequest.Builder request = CancelRotateSecretRequest.builder();
        members.accept(request);
        return call(new CancelRotateSecretHandler(secrets, clock), request.build());
    }

    TagResourceResponse tagResource(Consumer<TagResourceRequest.Builder> members) {
        TagResourceRequest.Builder request = TagResourceRequest.builder();
        members.accept(request);
        return call(new TagResourceHandler(secrets, clock), request.build());
    }

    UntagResourceResponse untagResource(Consumer<UntagResourceRequest.Builder> members) {
        UntagResourceRequest.Builder request = UntagResourceRequest.builder();
        members.accept(request);
        return call(new UntagResourceHandler(secrets, clock), request.build());
    }

    GetRandomPasswordResponse getRandomPassword(Consumer<GetRandomPasswordRequest.Builder> members) {
        GetRandomPasswordRequest.Builder request = GetRandomPasswordRequest.builder();
        members.accept(request);
        return call(new GetRandomPasswordHandler(random), request.build());
    }

    @Override
    public void close() {
        table.close();
    }
}
