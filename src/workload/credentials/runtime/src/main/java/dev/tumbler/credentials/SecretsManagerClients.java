package dev.tumbler.credentials;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClientBuilder;

/** The client of an application that has none of its own, with the settings that the AWS SDK finds by itself. */
@Singleton
public final class SecretsManagerClients {

    /** Built at the first call: an application that uses other credentials needs no region. */
    @Produces
    @ApplicationScoped
    @DefaultBean
    SecretsManagerAsyncClient client(SecretsManagerCredentialsConfig config) {
        SecretsManagerAsyncClientBuilder builder =
                SecretsManagerAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder());
        config.endpointOverride().ifPresent(builder::endpointOverride);
        config.region().map(Region::of).ifPresent(builder::region);
        return builder.build();
    }

    void close(@Disposes SecretsManagerAsyncClient client) {
        client.close();
    }
}
