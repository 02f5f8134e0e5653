package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;

/** Lists the versions of a secret. */
@Named("ListSecretVersionIds")
@Singleton
public class ListSecretVersionIdsHandler
        extends SecretsManagerHandler<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> {
    private static final int MOST = 100;

    private final Secrets secrets;
    private final PageTokens tokens;

    @Inject
    public ListSecretVersionIdsHandler(Secrets secrets, PageTokens tokens) {
        super("ListSecretVersionIds", ListSecretVersionIdsRequest::builder);
        this.secrets = secrets;
        this.tokens = tokens;
    }

    @Override
    Uni<ListSecretVersionIdsResponse> answer(ListSecretVersionIdsRequest request, Call call) {
        return secrets.find(request.secretId(), action(call)).map(found -> answer(request, found.secret()));
    }

    private ListSecretVersionIdsResponse answer(ListSecretVersionIdsRequest request, Secret secret) {
        boolean deprecated = Boolean.TRUE.equals(request.includeDeprecated());
        List<String> listing = List.of(operation().name(), secret.arn(), String.valueOf(deprecated));
        Page<Version> page = VersionListing.page(
                secret.versions(),
                deprecated,
                tokens.read(listing, request.nextToken()),
                Optional.ofNullable(request.maxResults()).orElse(MOST));
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .versions(page.items().stream().map(VersionListing::entry).toList())
                .nextToken(page.next().map(next -> tokens.write(listing, next)).orElse(null))
                .build();
    }
}
