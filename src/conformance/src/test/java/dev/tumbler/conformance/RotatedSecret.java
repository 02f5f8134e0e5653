package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** A secret of a router, with a function that rotates it every ten days. */
record RotatedSecret(RouterProcess router, SecretsManagerClient secrets, String name) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than any pause between two attempts, and less than the schedule's. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration SCHEDULE = Duration.ofDays(11);

    static RotatedSecret create(RouterProcess router, SecretsManagerClient secrets, String name, String value) {
        secrets.createSecret(each -> each.name(name).secretString(value));
        return new RotatedSecret(router, secrets, name);
    }

    /** Answers the id of the version that is to become current. */
    String rotate(String functionArn) {
        return secrets.rotateSecret(each -> each.secretId(name)
                        .rotationLambdaARN(functionArn)
                        .rotationRules(rules -> rules.scheduleExpression("rate(10 days)")))
                .versionId();
    }

    DescribeSecretResponse describe() {
        return secrets.describeSecret(each -> each.secretId(name));
    }

    String value() {
        return secrets.getSecretValue(each -> each.secretId(name)).secretString();
    }

    void put(String value) {
        secrets.putSecretValue(each -> each.secretId(name).secretString(value));
    }

    /** The events of its rotations with this name. */
    List<JsonObject> events(String eventName) {
        String arn = describe().arn();
        return router.events().stream()
                .map(event -> event.getJsonObject("detail"))
                .filter(detail -> eventName.equals(detail.getString("eventName")))
                .filter(detail ->
                        arn.equals(detail.getJsonObject("additionalEventData").getString("SecretId")))
                .toList();
    }

    /** Lets the pauses pass until no attempt is left. */
    void awaitFailed() {
        Await.until(name + " fails", PATIENCE, () -> {
            router.advanceClock(PAUSE);
            return !events("RotationFailed").isEmpty();
        });
    }

    void awaitRotated(String version) {
        Await.until(name + " is rotated", PATIENCE, () -> {
            router.advanceClock(PAUSE);
            return isCurrent(version) && describe().lastRotatedDate() != null;
        });
    }

    /** The same where no time has to pass but the machine's. */
    void awaitCurrent(String version) {
        Await.until(name + " is rotated", PATIENCE, () -> isCurrent(version));
    }

    /** Lets the time of the next rotation come; the one that failed is then taken up. */
    void awaitTakenUp(String version) {
        router.advanceClock(SCHEDULE);
        awaitRotated(version);
    }

    private boolean isCurrent(String version) {
        return List.of("AWSCURRENT").equals(describe().versionIdsToStages().get(version));
    }

    /** As AWS leaves it: the version is pending, and nothing else has changed. A later try may have failed again. */
    void assertFailedIn(String step, String functionArn, String version, String before) {
        assertThat(events("RotationFailed"))
                .as(name)
                .extracting(detail -> detail.getString("errorMessage"))
                .containsOnly("Error when executing lambda " + functionArn + " during " + step + " step");
        assertThat(describe().versionIdsToStages()).as(name).hasSize(2).containsEntry(version, List.of("AWSPENDING"));
        assertThat(describe().lastRotatedDate()).as(name).isNull();
        assertThat(value()).as(name).isEqualTo(before);
    }
}
