package dev.tumbler.router.local;

import dev.tumbler.domain.store.DbInstanceStore;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.engines.PostgresServers;
import dev.tumbler.router.auth.Credentials;
import dev.tumbler.router.auth.Principals;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.store.TableDbInstanceStore;
import dev.tumbler.store.TableSecretStore;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.ConfigProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** What stands behind the ports on a local machine. */
final class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    LocalData data(LocalConfig config, SecureRandom random) {
        if (config.memory()) {
            return LocalData.inMemory(random);
        }
        Path folder = config.data().orElseGet(() -> Path.of(System.getProperty("user.home"), ".tumbler"));
        return LocalData.open(folder, random);
    }

    @Produces
    @Singleton
    Sealer sealer(LocalData data, SecureRandom random) {
        return new Sealer(data.keys(), random);
    }

    @Produces
    @Singleton
    SecretStore secrets(LocalData data, EventRouter events, SecureRandom random) {
        return new TableSecretStore(data.table(), events, random);
    }

    @Produces
    @Singleton
    DbInstanceStore instances(LocalData data, EventRouter events, SecureRandom random) {
        return new TableDbInstanceStore(data.table(), events, random);
    }

    @Produces
    @Singleton
    PostgresServers servers(LocalData data, Vertx vertx, InstantSource clock, SecureRandom random) {
        return new PostgresServers(data.folder(), vertx, clock, random, Infrastructure.getDefaultWorkerPool());
    }

    /** The steps of managed rotations call this very router as RDS; built at first use, when its port is known. */
    @Produces
    @ApplicationScoped
    SecretsManagerAsyncClient secretsManager(Principals principals) {
        return calling(SecretsManagerAsyncClient.builder(), principals.rds()).build();
    }

    @Produces
    @ApplicationScoped
    RdsAsyncClient rds(Principals principals) {
        return calling(RdsAsyncClient.builder(), principals.rds()).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B calling(
            B builder, Credentials credentials) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        return builder.endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())));
    }

    void close(@Disposes SecretsManagerAsyncClient client) {
        client.close();
    }

    void close(@Disposes RdsAsyncClient client) {
        client.close();
    }
}
