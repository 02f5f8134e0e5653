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

/** Lists the caller's secrets. */
@Named("ListSecrets")
@Singleton
public class ListSecretsHandler extends SecretsManagerHandler<ListSecretsRequest, ListSecretsResponse> {
    /** The most that a caller may ask for. AWS does not say what it gives a caller who asks for nothing. */
    private static final int PAGE = 100;

    private final SecretListing listing;

    @Inject
    public ListSecretsHandler(SecretListing listing) {
        super("ListSecrets", ListSecretsRequest::builder);
        this.listing = listing;
    }

    @Override
    Uni<ListSecretsResponse> answer(ListSecretsRequest request, Call call) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        return listing.page(operation().name(), call, RequestedSearch.read(request), request.nextToken(), limit)
                .map(ListSecretsHandler::answer);
    }

    private static ListSecretsResponse answer(Page<Secret> page) {
        return ListSecretsResponse.builder()
                .secretList(page.items().stream().map(SecretEntry::listed).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
