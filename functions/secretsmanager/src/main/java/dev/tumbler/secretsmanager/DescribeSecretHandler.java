package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.ReplicaCopy;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Tells everything about a secret but its value. */
@Named("DescribeSecret")
@Singleton
public class DescribeSecretHandler extends SecretsManagerHandler<DescribeSecretRequest, DescribeSecretResponse> {
    private final Secrets secrets;

    @Inject
    public DescribeSecretHandler(Secrets secrets) {
        super("DescribeSecret", DescribeSecretRequest::builder);
        this.secrets = secrets;
    }

    @Override
    Uni<DescribeSecretResponse> answer(DescribeSecretRequest request, Call call) {
        return secrets.find(request.secretId(), action(call))
                .map(SecretStore.Current::secret)
                .chain(secret -> replicas(secret).map(replicas -> SecretEntry.described(secret, replicas)));
    }

    private Uni<Map<String, Secret>> replicas(Secret primary) {
        return Multi.createFrom()
                .iterable(primary.sharing().replication().wanted())
                .onItem()
                .transformToUniAndMerge(region -> secrets.at(ReplicaCopy.place(primary, region)))
                .filter(found -> found.filter(replica -> ReplicaCopy.follows(replica, primary))
                        .isPresent())
                .map(Optional::get)
                .collect()
                .asMap(replica -> replica.id().region());
    }
}
