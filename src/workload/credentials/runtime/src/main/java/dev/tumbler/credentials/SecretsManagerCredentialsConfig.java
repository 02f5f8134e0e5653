package dev.tumbler.credentials;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Credentials of data sources from AWS Secrets Manager. */
@ConfigMapping(prefix = "quarkus.secretsmanager-credentials")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface SecretsManagerCredentialsConfig {

    /**
     * Where Secrets Manager is called, if not in AWS, for instance {@code http://localhost:4566}. Without it the AWS SDK looks into
     * {@code AWS_ENDPOINT_URL_SECRETS_MANAGER}, {@code AWS_ENDPOINT_URL} and the profile.
     *
     * <p>An application that has a {@code SecretsManagerAsyncClient} of its own, for instance that of
     * {@code quarkus-amazon-secretsmanager}, configures that one instead: then this property and the region have no effect.
     */
    Optional<URI> endpointOverride();

    /** The region of the secrets. Without it the AWS SDK finds the region of the environment, the profile or the machine. */
    Optional<String> region();

    /** Secrets by the name that {@code quarkus.datasource.credentials-provider} gives. */
    @WithParentName
    @ConfigDocMapKey("credentials-provider")
    Map<String, Secret> secrets();

    /** One secret, with the user and the password of a data source. */
    interface Secret {

        /** The name or the ARN of the secret. Its value is the JSON that RDS and AWS's rotation functions write. */
        String secretId();

        /**
         * How long a value that was read is used before it is read again. A password that the database refuses is read again at
         * once, so this need not be short.
         */
        @WithDefault("1h")
        Duration maxAge();

        /**
         * Whether the version AWSPENDING is tried when the database refuses the version AWSCURRENT, as it does in the gap of a
         * rotation that has set the new password and not yet moved the label. Without it, a new connection waits for the label.
         */
        @WithDefault("true")
        boolean followPending();

        /** How long Secrets Manager has to answer, with the retries of the AWS SDK. */
        @WithDefault("10s")
        Duration requestTimeout();

        /** How long a new connection looks for credentials that the database takes before it fails with what the database says. */
        @WithDefault("15s")
        Duration loginTimeout();

        /**
         * Whether the members host, port and dbname of the secret, where it has them, stand for those of the URL. RDS writes no
         * such members into the secrets that it manages.
         */
        @WithDefault("true")
        boolean addressFromSecret();
    }
}
