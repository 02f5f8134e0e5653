package dev.tumbler.rotation;

import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The key that functions sign with where they do not call AWS but a front door of Tumbler's. */
final class OwnKey {
    static final String VARIABLE = "TUMBLER_ACCESS_KEY";

    private OwnKey() {}

    /**
     * Empty where the role's credentials are meant.
     *
     * @param environment answers null for a variable that is not set
     */
    static Optional<AwsCredentialsProvider> from(UnaryOperator<String> environment) {
        return Optional.ofNullable(environment.apply(VARIABLE))
                .filter(key -> !key.isBlank())
                .map(OwnKey::provider);
    }

    private static AwsCredentialsProvider provider(String key) {
        String[] parts = key.strip().split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalStateException(VARIABLE + " must be accessKeyId:secretAccessKey");
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(parts[0], parts[1]));
    }
}
