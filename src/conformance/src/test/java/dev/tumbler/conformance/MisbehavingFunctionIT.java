package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Rotation functions that do not do as they should. None leaves a rotation stuck: it fails as in AWS, and ends well once
 * the function behaves. All of them begin side by side, for each has five attempts.
 */
@OneProcess
class MisbehavingFunctionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FAULTS =
            List.of("waits", "never answers", "answers too much", "ends at its start", "needs a password");
    private static final String INCOMPLETE = "{\"username\":\"app\"}";

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static LambdaClient lambda;
    private static final Map<String, Case> CASES = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        Command.assumePython("boto3");
        router = RouterProcess.startInMemoryAt(Instant.parse("2026-01-01T12:00:00Z"), folder.resolve("router.log"));
        aws = router.clients();
        lambda = router.caller().configure(LambdaClient.builder()).build();
        FAULTS.forEach(fault -> CASES.put(fault, Case.begin(fault)));
        Case deleted = CASES.get("waits");
        Await.until("the function begins", PATIENCE, () -> !deleted.steps().isEmpty());
        deleted.function().delete();
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            lambda.close();
            aws.close();
            router.close();
        }
    }

    /** What is wrong, the function with which it is wrong, and the version that its secret is to have. */
    private record Case(RotatedSecret secret, PythonFunction function, String functionArn, String version) {
        static Case begin(String fault) {
            PythonFunction function = new PythonFunction(lambda, fault.replace(' ', '-'));
            write(function.name() + "-fault", fault);
            create(function);
            RotatedSecret secret = RotatedSecret.create(router, aws.secrets(), function.name(), INCOMPLETE);
            return new Case(secret, function, function.arn(), secret.rotate(function.arn()));
        }

        static void create(PythonFunction function) {
            Map<String, String> environment =
                    Map.of("STEPS", file(function.name() + "-steps"), "FAULT", file(function.name() + "-fault"));
            function.create(1, environment, "misbehaving_function", "rotation_function");
            function.permit("secretsmanager.amazonaws.com");
        }

        List<String> steps() {
            return lines(function.name() + "-steps");
        }

        void behave() {
            remove(function.name() + "-fault");
        }

        void assertFailsIn(String step) {
            secret.awaitFailed();
            secret.assertFailedIn(step, functionArn, version, INCOMPLETE);
        }

        void assertTakenUp() {
            secret.awaitTakenUp(version);
            assertThat(secret.value()).isNotEqualTo(INCOMPLETE);
        }
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(String name) {
        try {
            return Files.exists(folder.resolve(name)) ? Files.readAllLines(folder.resolve(name)) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest(name = "a function that {0}")
    @CsvSource({"never answers,setSecret", "answers too much,setSecret", "ends at its start,createSecret"})
    void failsItsRotationUntilItBehaves(String fault, String step) {
        Case misbehaving = CASES.get(fault);
        misbehaving.assertFailsIn(step);
        misbehaving.behave();
        misbehaving.assertTakenUp();
    }

    @Test
    void aSecondAnswerIsNobodys() {
        Case twice = Case.begin("answers twice");
        twice.secret().awaitRotated(twice.version());
        assertThat(twice.steps()).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    }

    @Test
    void aRotationWhoseFunctionIsDeletedUnderWayIsTakenUpWhenThereIsOneAgain() {
        Case deleted = CASES.get("waits");
        deleted.assertFailsIn("createSecret");
        deleted.behave();
        Case.create(deleted.function());
        deleted.assertTakenUp();
    }

    @Test
    void aSecretThatLacksAKeyIsRotatedOnceItHasIt() {
        Case lacking = CASES.get("needs a password");
        lacking.assertFailsIn("createSecret");
        lacking.secret().put("{\"username\":\"app\",\"password\":\"old\"}");
        assertThat(lacking.secret().events("RotationAbandoned")).hasSize(1);
        lacking.secret().awaitRotated(lacking.secret().rotate(lacking.functionArn()));
    }
}
