package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;

/** Lists the versions of a secret. */
@Named("ListSecretVersionIds")
@Singleton
public class ListSecretVersionIdsHandler
        extends SecretsManagerHandler<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> {
    private final Secrets secrets;

    @Inject
    public ListSecretVersionIdsHandler(Secrets secrets) {
        super("ListSecretVersionIds", ListSecretVersionIdsRequest::builder);
        this.secrets = secrets;
    }

    private static final int MOST = 100;

    @Override
    Uni<ListSecretVersionIdsResponse> answer(ListSecretVersionIdsRequest request, Call call) {
        return secrets.find(request.secretId(), call.caller()).map(found -> answer(request, found.secret()));
    }

    private static ListSecretVersionIdsResponse answer(ListSecretVersionIdsRequest request, Secret secret) {
        Page<Version> page = VersionListing.page(
                secret.versions(),
                Boolean.TRUE.equals(request.includeDeprecated()),
                PageToken.read(secret.arn(), request.nextToken()),
                Optional.ofNullable(request.maxResults()).orElse(MOST));
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .versions(page.items().stream().map(VersionListing::entry).toList())
                .nextToken(page.next()
                        .map(next -> PageToken.write(secret.arn(), next))
                        .orElse(null))
                .build();
    }
}
