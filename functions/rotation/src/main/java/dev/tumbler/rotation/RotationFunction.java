package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** All four steps in one function: what a {@code RotationLambdaARN} names. */
@Named("rotation")
@Singleton
public final class RotationFunction extends RotationHandler {
    private final Map<String, RotationStep> steps;
    private final RotationStep first;

    @Inject
    RotationFunction(
            CreateSecretStep createSecret,
            SetSecretStep setSecret,
            TestSecretStep testSecret,
            FinishSecretStep finishSecret) {
        this.first = createSecret;
        this.steps = Stream.of(createSecret, setSecret, testSecret, finishSecret)
                .collect(Collectors.toUnmodifiableMap(RotationStep::name, Function.identity()));
    }

    /**
     * The same where no container puts the parts together.
     *
     * @param environment answers null for a variable that is not set
     */
    public static RotationFunction over(
            SecretsManagerAsyncClient secretsManager,
            RdsAsyncClient rds,
            List<DatabaseEngine> engines,
            Function<String, String> environment) {
        SecretVersions versions = new SecretVersions(secretsManager);
        RdsDatabases places = new RdsDatabases(rds);
        DatabaseSecrets databases = new DatabaseSecrets(engines, places);
        return new RotationFunction(
                new CreateSecretStep(versions, databases, PasswordRules.from(environment)),
                new SetSecretStep(
                        versions,
                        databases,
                        new SingleUser(versions, databases, OldPasswords.from(environment)),
                        new AlternatingUsers(versions, databases, places)),
                new TestSecretStep(versions, databases),
                new FinishSecretStep(versions));
    }

    /** An unknown step goes to the first, which refuses it after the same checks as any other: so do AWS's functions. */
    @Override
    public Uni<Void> apply(RotationEvent event) {
        return steps.getOrDefault(event.step(), first).apply(event);
    }
}
