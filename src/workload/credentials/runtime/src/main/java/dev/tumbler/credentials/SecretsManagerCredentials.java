package dev.tumbler.credentials;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** Users and passwords of data sources, from secrets of AWS Secrets Manager. */
@Singleton
@Unremovable
@Named(SecretsManagerCredentials.BEAN)
public final class SecretsManagerCredentials implements CredentialsProvider {

    /** What {@code quarkus.datasource.credentials-provider-name} says where there are other providers too. */
    public static final String BEAN = "secretsmanager-credentials-provider";

    /** Beside user and password: by which name they were asked for. A driver that does not know it leaves it alone. */
    static final String NAME = "secretsmanager-credentials";

    private final SecretsManagerCredentialsConfig config;
    private final SecretsManagerAsyncClient client;
    private final Consumer<LoginAccepted> logins;
    private final Map<String, CachedSecret> secrets = new ConcurrentHashMap<>();
    private final ExecutorService callers = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "secretsmanager-credentials");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    SecretsManagerCredentials(
            SecretsManagerCredentialsConfig config, SecretsManagerAsyncClient client, Event<LoginAccepted> logins) {
        this(config, client, logins::fire);
    }

    /** For code that has no container. */
    public SecretsManagerCredentials(
            SecretsManagerCredentialsConfig config, SecretsManagerAsyncClient client, Consumer<LoginAccepted> logins) {
        this.config = config;
        this.client = client;
        this.logins = logins;
    }

    @Override
    public Uni<Map<String, String>> getCredentialsAsync(String credentialsProviderName) {
        return Uni.createFrom()
                .deferred(() -> Uni.createFrom()
                        .completionStage(secret(credentialsProviderName).get()))
                .map(credentials -> Map.of(
                        USER_PROPERTY_NAME, credentials.username(),
                        PASSWORD_PROPERTY_NAME, credentials.password(),
                        NAME, credentialsProviderName));
    }

    /** The database has taken these for a new connection. */
    void accepted(String name, Credentials credentials) {
        secret(name).accepted(credentials);
        logins.accept(new LoginAccepted(name, credentials.versionId()));
    }

    CachedSecret secret(String name) {
        return secrets.computeIfAbsent(name, this::open);
    }

    private CachedSecret open(String name) {
        SecretsManagerCredentialsConfig.Secret secret = settings(name);
        return new CachedSecret(
                new AwsSecret(client, secret.secretId(), secret.requestTimeout(), callers),
                new CachedSecret.Settings(
                        secret.secretId(), secret.maxAge(), secret.followPending(), secret.loginTimeout()),
                InstantSource.system(),
                new Pauses(() -> ThreadLocalRandom.current().nextDouble()),
                this::after);
    }

    boolean takesAddress(String name) {
        return settings(name).addressFromSecret();
    }

    private SecretsManagerCredentialsConfig.Secret settings(String name) {
        SecretsManagerCredentialsConfig.Secret secret = config.secrets().get(name);
        if (secret == null) {
            throw new IllegalArgumentException(
                    "The property quarkus.secretsmanager-credentials." + name + ".secret-id is not set");
        }
        return secret;
    }

    private Executor after(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, callers);
    }

    @PreDestroy
    void stop() {
        callers.shutdownNow();
    }
}
