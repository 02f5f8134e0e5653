package dev.tumbler.secretsmanager;

import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;

/** Makes a random password. It is kept nowhere. */
@Named("GetRandomPassword")
@Singleton
public class GetRandomPasswordHandler
        extends SecretsManagerHandler<GetRandomPasswordRequest, GetRandomPasswordResponse> {
    private final SecureRandom random;

    @Inject
    public GetRandomPasswordHandler(SecureRandom random) {
        super("GetRandomPassword", GetRandomPasswordRequest::builder);
        this.random = random;
    }

    @Override
    Uni<GetRandomPasswordResponse> answer(GetRandomPasswordRequest request, Call call) {
        String password = RequestedPassword.rules(request).generate(random);
        return Uni.createFrom()
                .item(GetRandomPasswordResponse.builder()
                        .randomPassword(password)
                        .build());
    }
}
