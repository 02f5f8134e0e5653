package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The router's clock beyond a restart, at its bounds, and taken back. */
@OneProcess
@Timeout(300)
class ClockIT {
    private static final InstantSource MACHINE = InstantSource.system();
    private static final Duration EIGHT_DAYS = Duration.ofDays(8);

    /** More than a start takes. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private RouterProcess.Outcome run(RouterProcess router, String command, String... options) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(command, "--port", Integer.toString(router.endpoint().getPort())));
        line.addAll(List.of(options));
        return RouterProcess.run(folder, line.toArray(String[]::new));
    }

    private static void assertAhead(RouterProcess router, Duration ahead) {
        assertThat(Duration.between(MACHINE.instant().plus(ahead), router.clock())
                        .abs())
                .isLessThan(SLACK);
    }

    @Test
    void aRestartDoesNotTakeTheTimeBackAndAResetDoes() throws IOException {
        Path data = folder.resolve("data");
        Instant rotated;
        try (RouterProcess router = RouterProcess.start(data)) {
            assertThat(run(router, "clock", "--forward", "8d").exitCode()).isZero();
            ManagedInstance instance = ManagedInstance.create(router.clients(), "kept");
            instance.startRotation();
            instance.awaitRotated();
            rotated = router.clients()
                    .secrets()
                    .describeSecret(each -> each.secretId(instance.secretArn()))
                    .lastRotatedDate();
            assertThat(rotated).isAfter(MACHINE.instant().plus(EIGHT_DAYS).minus(SLACK));
        }
        try (RouterProcess router = RouterProcess.start(data)) {
            assertThat(router.clock()).isAfter(rotated);
            assertAhead(router, EIGHT_DAYS);
            assertThat(run(router, "status").output())
                    .contains("process", Long.toString(router.pid()), data.toString(), "files in the data folder")
                    .contains("8d ahead of the machine's");

            assertThat(run(router, "clock", "--reset").exitCode()).isZero();
            assertAhead(router, Duration.ZERO);
            assertThat(run(router, "status").output()).contains("as the machine's");
            ManagedInstance instance = new ManagedInstance(router.clients(), "kept");
            String before = instance.secret();
            instance.startRotation();
            instance.awaitRotated();
            assertThat(instance.secret()).as("a rotation works at once").isNotEqualTo(before);
        }
        try (RouterProcess router = RouterProcess.start(data)) {
            assertAhead(router, Duration.ZERO);
        }
    }

    @Test
    void aDamagedFileIsNamedInOneLine() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("clock"), "eight days", StandardCharsets.US_ASCII);

        RouterProcess.Outcome outcome = RouterProcess.run(folder, "up", "--port", "0", "--data", data.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors().strip())
                .hasLineCount(1)
                .startsWith("tumbler: The clock file " + data.resolve("clock") + " is damaged");
    }

    @Test
    void everyServiceAnswersAtBothBounds() {
        try (RouterProcess router =
                RouterProcess.startInMemoryAt(Instant.parse("2000-01-01T00:00:00Z"), folder.resolve("router.log"))) {
            assertAnswers(router, "first");
            router.setClock(Instant.parse("2250-01-01T00:00:00Z"));
            assertAnswers(router, "last");
        }
    }

    private static void assertAnswers(RouterProcess router, String name) {
        try (AwsClients aws = router.clients();
                EventBridgeClient events =
                        router.caller().configure(EventBridgeClient.builder()).build();
                LambdaClient lambda =
                        router.caller().configure(LambdaClient.builder()).build()) {
            assertThat(aws.sts().getCallerIdentity().account()).isEqualTo("123456789012");
            aws.secrets().createSecret(each -> each.name(name).secretString("value"));
            assertThat(aws.secrets().describeSecret(each -> each.secretId(name)).createdDate())
                    .isNotNull();
            aws.secrets().deleteSecret(each -> each.secretId(name).recoveryWindowInDays(30L));
            assertThat(aws.secrets()
                            .listSecrets(each -> each.includePlannedDeletion(true))
                            .secretList())
                    .isNotEmpty();
            String key = aws.kms().createKey().keyMetadata().keyId();
            aws.kms().scheduleKeyDeletion(each -> each.keyId(key).pendingWindowInDays(30));
            assertThat(aws.kms()
                            .describeKey(each -> each.keyId(key))
                            .keyMetadata()
                            .deletionDate())
                    .isNotNull();
            events.putRule(each -> each.name(name).eventPattern("{\"source\":[\"shop\"]}"));
            assertThat(events.listRules(each -> each.namePrefix(name)).rules()).isNotEmpty();
            assertThat(lambda.listFunctions(each -> each.maxItems(10)).functions())
                    .isEmpty();
            assertRotates(aws, name);
        }
    }

    private static void assertRotates(AwsClients aws, String name) {
        ManagedInstance instance = ManagedInstance.create(aws, name);
        instance.startRotation();
        instance.awaitRotated();
        assertThat(aws.secrets()
                        .describeSecret(each -> each.secretId(instance.secretArn()))
                        .nextRotationDate())
                .isNotNull();
        assertThat(aws.rds().describeEvents(each -> each.duration(20_160)).events())
                .isNotEmpty();
        instance.delete();
    }
}
