package dev.tumbler.secretsmanager;

import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
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
        return secrets.find(request.secretId(), call.caller()).map(found -> SecretEntry.described(found.secret()));
    }
}
