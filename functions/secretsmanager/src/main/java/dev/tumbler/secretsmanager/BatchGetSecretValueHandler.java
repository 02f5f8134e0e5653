package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;

/** Reads the current values of several secrets. One that cannot be read is told of and leaves the others alone. */
@Named("BatchGetSecretValue")
@Singleton
public class BatchGetSecretValueHandler
        extends SecretsManagerHandler<BatchGetSecretValueRequest, BatchGetSecretValueResponse> {
    private static final int PAGE = 20;
    private static final int AT_ONCE = 8;

    /** What AWS asks permission for, secret by secret. */
    private static final String READS = "secretsmanager:GetSecretValue";

    private final SecretListing listing;
    private final ValueReader reader;

    @Inject
    public BatchGetSecretValueHandler(SecretListing listing, ValueReader reader) {
        super("BatchGetSecretValue", BatchGetSecretValueRequest::builder);
        this.listing = listing;
        this.reader = reader;
    }

    @Override
    Uni<BatchGetSecretValueResponse> answer(BatchGetSecretValueRequest request, Call call) {
        return RequestedBatch.namesSecrets(request)
                ? read(RequestedBatch.secretIds(request), call.caller(), Optional.empty())
                : find(request, call);
    }

    private Uni<BatchGetSecretValueResponse> find(BatchGetSecretValueRequest request, Call call) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        return listing.page(
                        operation().name(), call, RequestedSearch.read(request.filters()), request.nextToken(), limit)
                .chain(page -> read(page.items().stream().map(Secret::arn).toList(), call.caller(), page.next()));
    }

    private Uni<BatchGetSecretValueResponse> read(List<String> secretIds, Caller caller, Optional<String> next) {
        if (secretIds.isEmpty()) {
            return Uni.createFrom().item(answer(List.of(), next));
        }
        Action action = new Action(caller, READS);
        List<Uni<BatchOutcome>> reads =
                secretIds.stream().map(secretId -> read(secretId, action)).toList();
        return Uni.join().all(reads).usingConcurrencyOf(AT_ONCE).andFailFast().map(outcomes -> answer(outcomes, next));
    }

    private Uni<BatchOutcome> read(String secretId, Action action) {
        return Uni.createFrom()
                .deferred(() -> reader.read(secretId, action))
                .map(BatchOutcome::of)
                .onFailure(BatchGetSecretValueHandler::concernsOneSecret)
                .recoverWithItem(failure -> BatchOutcome.refused(secretId, (AwsException) failure));
    }

    private static boolean concernsOneSecret(Throwable failure) {
        return failure instanceof AwsException refusal && refusal.code().fault() == ErrorCode.Fault.CALLER;
    }

    private static BatchGetSecretValueResponse answer(List<BatchOutcome> outcomes, Optional<String> next) {
        return BatchGetSecretValueResponse.builder()
                .secretValues(outcomes.stream()
                        .flatMap(outcome -> outcome.value().stream())
                        .toList())
                .errors(outcomes.stream()
                        .flatMap(outcome -> outcome.error().stream())
                        .toList())
                .nextToken(next.orElse(null))
                .build();
    }
}
