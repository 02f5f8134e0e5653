package dev.tumbler.rotation;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.RdsAsyncClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClientBuilder;

/**
 * The clients and rules of a deployed function, from its environment. An application that has its own overrides them by
 * producing them.
 *
 * <p>The AWS SDK reads region, credentials and {@code AWS_ENDPOINT_URL} by itself; {@code SECRETS_MANAGER_ENDPOINT} is the
 * variable that AWS's rotation functions know. A front door of Tumbler's takes keys of its own, and AWS Lambda lets nobody set
 * {@code AWS_ACCESS_KEY_ID}: {@code TUMBLER_ACCESS_KEY} holds such a key as {@code accessKeyId:secretAccessKey}. The clients are application scoped, so that each is built when it is first
 * called: a secret that RDS did not make never pays for an RDS client.
 */
@Singleton
final class RotationClients {

    @Produces
    @ApplicationScoped
    @DefaultBean
    SecretsManagerAsyncClient secretsManager() {
        SecretsManagerAsyncClientBuilder builder =
                SecretsManagerAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder());
        Optional.ofNullable(System.getenv("SECRETS_MANAGER_ENDPOINT"))
                .map(URI::create)
                .ifPresent(builder::endpointOverride);
        OwnKey.from(System::getenv).ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    @Produces
    @ApplicationScoped
    @DefaultBean
    RdsAsyncClient rds() {
        RdsAsyncClientBuilder builder = RdsAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder());
        OwnKey.from(System::getenv).ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    @Produces
    @Singleton
    @DefaultBean
    PasswordRules passwordRules() {
        return PasswordRules.from(System::getenv);
    }

    @Produces
    @Singleton
    @DefaultBean
    OldPasswords oldPasswords() {
        return OldPasswords.from(System::getenv);
    }

    void close(@Disposes SecretsManagerAsyncClient client) {
        client.close();
    }

    void close(@Disposes RdsAsyncClient client) {
        client.close();
    }
}
