package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.credentials.SecretPools;
import dev.tumbler.credentials.SecretsManagerCredentials;
import dev.tumbler.credentials.SecretsManagerCredentialsConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** Reactive pools of this project's credentials provider, which open connections all the time while the password rotates. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class CredentialsProviderIT {
    private static final int ROTATIONS = 3;
    private static final int CLIENTS = 4;

    /** For a machine that runs other tests meanwhile. */
    private static final String PATIENCE = "60s";

    private static Vertx vertx;
    private static ExecutorService clients;
    private static SecretsManagerAsyncClient client;
    private static ManagedInstance instance;

    @BeforeAll
    static void start(Endpoint shared) {
        vertx = Vertx.vertx();
        clients = Executors.newFixedThreadPool(CLIENTS);
        client = SecretsManagerAsyncClient.builder()
                .endpointOverride(shared.caller().addressOf("secretsmanager"))
                .region(shared.caller().region())
                .credentialsProvider(shared.caller().credentials())
                .build();
        instance = ManagedInstance.create(shared.clients(), "behind-provider");
    }

    @AfterAll
    static void stop() {
        clients.shutdown();
        instance.delete();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The versions that the database took. */
    private final Set<String> versions = ConcurrentHashMap.newKeySet();

    private SecretPools pools(boolean followPending) {
        SecretsManagerCredentialsConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SecretsManagerCredentialsConfig.class)
                .withDefaultValue("quarkus.secretsmanager-credentials.orders.secret-id", instance.secretArn())
                .withDefaultValue(
                        "quarkus.secretsmanager-credentials.orders.follow-pending", String.valueOf(followPending))
                .withDefaultValue("quarkus.secretsmanager-credentials.orders.request-timeout", PATIENCE)
                .withDefaultValue("quarkus.secretsmanager-credentials.orders.login-timeout", PATIENCE)
                .build()
                .getConfigMapping(SecretsManagerCredentialsConfig.class);
        return new SecretPools(new SecretsManagerCredentials(config, client, login -> versions.add(login.versionId())));
    }

    /** The secret is one that RDS manages, so the address comes from elsewhere. */
    private static PgConnectOptions server() {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(instance.port())
                .setDatabase("postgres");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noConnectionFails(boolean followPending) {
        SecretPools pools = pools(followPending);
        PgConnectOptions server = server();
        connect(pools, server);
        AtomicBoolean rotating = new AtomicBoolean(true);
        List<CompletableFuture<Integer>> opened = IntStream.range(0, CLIENTS)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> connectWhile(rotating, pools, server), clients))
                .toList();
        try {
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                instance.startRotation();
                instance.awaitRotated();
                connect(pools, server);
            }
        } finally {
            rotating.set(false);
        }
        assertThat(opened).allSatisfy(each -> assertThat(each.join()).isPositive());
        assertThat(versions).as("the one from before, and one of each rotation").hasSize(ROTATIONS + 1);
    }

    /** Answers how many connections there were. */
    private static int connectWhile(AtomicBoolean rotating, SecretPools pools, PgConnectOptions server) {
        int opened = 0;
        while (rotating.get()) {
            connect(pools, server);
            opened++;
        }
        return opened;
    }

    /** A pool of its own makes it a new connection. */
    private static void connect(SecretPools pools, PgConnectOptions server) {
        Pool pool = pools.create(
                "orders", PgDriver.INSTANCE, vertx, List.of(server), PgConnectOptions::new, new PoolOptions());
        pool.query("select 1")
                .execute()
                .eventually(() -> pool.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
