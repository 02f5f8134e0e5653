package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SortByType;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;

/** Lists the caller's secrets, oldest first. */
@Named("ListSecrets")
@Singleton
public class ListSecretsHandler extends SecretsManagerHandler<ListSecretsRequest, ListSecretsResponse> {
    private final Secrets secrets;

    @Inject
    public ListSecretsHandler(Secrets secrets) {
        super("ListSecrets", ListSecretsRequest::builder);
        this.secrets = secrets;
    }

    private static final String LISTING = "secrets";
    private static final int MOST = 100;

    @Override
    Uni<ListSecretsResponse> answer(ListSecretsRequest request, Call call) {
        NotOffered.check(!request.filters().isEmpty(), "Filtering");
        NotOffered.check(request.sortOrder() == SortOrderType.DESC, "Sorting in descending order");
        NotOffered.check(
                request.sortBy() != null && request.sortBy() != SortByType.CREATED_DATE,
                "Sorting by " + request.sortByAsString());
        boolean deletedToo = Boolean.TRUE.equals(request.includePlannedDeletion());
        return secrets.list(
                        call.caller(),
                        PageToken.read(LISTING, request.nextToken()),
                        Optional.ofNullable(request.maxResults()).orElse(MOST))
                .map(page -> answer(page, deletedToo));
    }

    /** A page may hold fewer secrets than asked for, even none: AWS's callers go by the token alone. */
    private static ListSecretsResponse answer(Page<Secret> page, boolean deletedToo) {
        return ListSecretsResponse.builder()
                .secretList(page.items().stream()
                        .filter(secret ->
                                deletedToo || secret.dates().deletion().isEmpty())
                        .map(SecretEntry::listed)
                        .toList())
                .nextToken(
                        page.next().map(next -> PageToken.write(LISTING, next)).orElse(null))
                .build();
    }
}
