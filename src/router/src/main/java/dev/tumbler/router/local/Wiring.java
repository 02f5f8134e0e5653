package dev.tumbler.router.local;

import dev.tumbler.domain.store.DatabaseEventStore;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.engines.BackupFolders;
import dev.tumbler.engines.Backups;
import dev.tumbler.engines.LocalServers;
import dev.tumbler.engines.S3Backups;
import dev.tumbler.frontdoor.Credentials;
import dev.tumbler.router.auth.Principals;
import dev.tumbler.sealing.CachedDataKeys;
import dev.tumbler.sealing.KeyArns;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.secretsmanager.TokenKey;
import dev.tumbler.standins.RootKey;
import dev.tumbler.standins.events.BusListener;
import dev.tumbler.standins.events.EventBus;
import dev.tumbler.standins.events.EventTarget;
import dev.tumbler.standins.kms.KmsStandIn;
import dev.tumbler.standins.lambda.FunctionInvoker;
import dev.tumbler.standins.lambda.InstalledFunctions;
import dev.tumbler.standins.lambda.LambdaStandIn;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableDatabaseEventStore;
import dev.tumbler.store.TableDatabaseStore;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.dynamodb.DynamoDbTable;
import dev.tumbler.store.dynamodb.TableDefinition;
import dev.tumbler.wire.Regions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** What stands behind the ports on a local machine. */
final class Wiring {
    private static final Duration DATA_KEYS_KEPT = Duration.ofMinutes(5);
    private static final int MOST_DATA_KEYS_KEPT = 10_000;

    @Produces
    @Singleton
    MovableClock clock(LocalConfig config, LocalData data) {
        boolean kept = !config.memory() && config.functions().isEmpty();
        MovableClock.Keeper keeper = kept ? ClockFile.in(data.folder()) : MovableClock.Keeper.NOTHING;
        return MovableClock.open(InstantSource.system(), keeper, config.clock());
    }

    @Produces
    @Singleton
    LocalToken token(LocalData data, SecureRandom random) {
        return LocalToken.create(data.folder(), random);
    }

    @Produces
    @Singleton
    Regions regions(LocalConfig config) {
        return new Regions(config.anyRegion());
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    LocalData data(LocalConfig config, Instance<DynamoDbEnhancedAsyncClient> dynamoDb, SecureRandom random) {
        if (config.memory()) {
            return LocalData.inMemory(random);
        }
        PassingFolder.sweep();
        Path folder = config.data().orElseThrow(() -> new IllegalStateException("tumbler.data names no folder"));
        return config.table()
                .map(name -> {
                    Table table = table(dynamoDb.get(), name, random);
                    return LocalData.onDynamoDb(folder, table, config.passphrase(), random);
                })
                .orElseGet(() -> LocalData.open(folder, config.passphrase(), random));
    }

    /** Blocks the start of the router, before any call is taken, until the table does. */
    private static Table table(DynamoDbEnhancedAsyncClient client, String name, SecureRandom random) {
        TableDefinition.create(client, name).toCompletableFuture().join();
        return new DynamoDbTable(client, name, random);
    }

    @Produces
    @Singleton
    KmsStandIn kms(LocalData data, InstantSource clock, SecureRandom random) {
        return new KmsStandIn(data.table(), data.root(), clock, random);
    }

    @Produces
    @Singleton
    KeyArns keyArns(KmsStandIn kms) {
        return kms.keyArns();
    }

    /** Its time hardly matters here, where it hears of every key that may not be used any more. */
    @Produces
    @Singleton
    CachedDataKeys dataKeys(KmsStandIn kms, InstantSource clock) {
        CachedDataKeys cached = new CachedDataKeys(kms.dataKeys(), clock, DATA_KEYS_KEPT, MOST_DATA_KEYS_KEPT);
        kms.onUnusable(cached::forget);
        return cached;
    }

    @Produces
    @Singleton
    Sealer sealer(CachedDataKeys keys, SecureRandom random) {
        return new Sealer(keys, random);
    }

    @Produces
    @Singleton
    RootKey root(LocalData data) {
        return data.root();
    }

    @Produces
    @Singleton
    TokenKey tokenKey(RootKey root) {
        return TokenKey.of(root.derive("page tokens"));
    }

    @Produces
    @Singleton
    EventBus events(
            LocalData data,
            @All List<EventTarget> targets,
            @All List<BusListener> listeners,
            InstantSource clock,
            SecureRandom random) {
        return new EventBus(data.table(), targets, listeners, clock, random);
    }

    @Produces
    @Singleton
    SecretStore secrets(LocalData data, EventRouter events, SecureRandom random) {
        return new TableSecretStore(data.table(), events, random);
    }

    @Produces
    @Singleton
    DatabaseStore instances(LocalData data, EventRouter events, InstantSource clock, SecureRandom random) {
        return new TableDatabaseStore(data.table(), events, clock, random);
    }

    @Produces
    @Singleton
    DatabaseEventStore databaseEvents(LocalData data) {
        return new TableDatabaseEventStore(data.table());
    }

    @Produces
    @Singleton
    Backups backups(LocalConfig config, LocalData data) {
        return config.s3()
                .map(Wiring::s3)
                .orElseGet(() -> new BackupFolders(data.folder().resolve("s3")));
    }

    private static Backups s3(S3Source source) {
        S3Backups backups = S3Backups.of(
                source.endpoint(), DefaultCredentialsProvider.builder().build());
        backups.endpoint().ifPresent(each -> S3Source.requireElsewhere(each, LocalEndpoint.uri()));
        return backups;
    }

    void close(@Disposes Backups backups) {
        if (backups instanceof S3Backups s3) {
            s3.close();
        }
    }

    @Produces
    @Singleton
    LocalServers servers(
            LocalConfig config,
            LocalData data,
            Backups backups,
            Vertx vertx,
            InstantSource clock,
            SecureRandom random) {
        Path programs = config.engines().orElseGet(() -> data.folder().resolve("engines"));
        return new LocalServers(
                data.folder(), programs, backups, vertx, clock, random, Infrastructure.getDefaultWorkerPool());
    }

    /** Functions tell their time by the machine's clock, whatever time it is for the router. */
    @Produces
    @Singleton
    LambdaStandIn lambda(
            LocalData data,
            LocalFunctions surroundings,
            InstalledFunctions installed,
            Vertx vertx,
            InstantSource clock,
            SecureRandom random) {
        return new LambdaStandIn(
                new LambdaStandIn.Storage(
                        data.table(), data.root(), data.folder().resolve("functions")),
                new LambdaStandIn.Machinery(
                        vertx.getDelegate(),
                        Infrastructure.getDefaultWorkerPool(),
                        clock,
                        InstantSource.system(),
                        random),
                surroundings,
                installed);
    }

    @Produces
    @Singleton
    FunctionInvoker functionInvoker(LambdaStandIn lambda) {
        return lambda.invoker();
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
        return builder.endpointOverride(LocalEndpoint.uri())
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
