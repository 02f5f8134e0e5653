package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Rotation functions that do not do as they should. None leaves a rotation stuck: it fails as in AWS, and ends well once
 * the function behaves.
 */
@OwnRouter
class MisbehavingFunctionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static LambdaClient lambda;

    @BeforeAll
    static void start() throws Exception {
        Command.assumePython("boto3");
        router = RouterProcess.startInMemoryAt(Instant.parse("2026-01-01T12:00:00Z"), folder.resolve("router.log"));
        aws = router.clients();
        lambda = router.caller().configure(LambdaClient.builder()).build();
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            lambda.close();
            aws.close();
            router.close();
        }
    }

    /** A secret, the function that rotates it, and what is wrong with that. */
    private record Case(RotatedSecret secret, PythonFunction function, String functionArn) {
        static Case of(String fault, String value) {
            String name = fault.replace(' ', '-');
            PythonFunction function = new PythonFunction(lambda, name);
            write(name + "-fault", fault);
            create(function);
            return new Case(RotatedSecret.create(router, aws.secrets(), name, value), function, function.arn());
        }

        static void create(PythonFunction function) {
            Map<String, String> environment =
                    Map.of("STEPS", file(function.name() + "-steps"), "FAULT", file(function.name() + "-fault"));
            function.create(1, environment, "misbehaving_function", "rotation_function");
            function.permit("secretsmanager.amazonaws.com");
        }

        String rotate() {
            return secret.rotate(functionArn);
        }

        List<String> steps() {
            return lines(function.name() + "-steps");
        }

        void behave() {
            remove(function.name() + "-fault");
        }

        void assertFailedIn(String step, String version, String before) {
            secret.assertFailedIn(step, functionArn, version, before);
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

    /** Side by side, for each has five attempts. */
    @Test
    void aRotationFailsWithItsFunctionAndIsTakenUpWhenThatBehaves() {
        Map<String, String> stepsOfFaults = Map.of(
                "never answers", "setSecret", "answers too much", "setSecret", "ends at its start", "createSecret");
        List<Case> cases = stepsOfFaults.keySet().stream()
                .map(fault -> Case.of(fault, "first"))
                .toList();
        List<String> versions = cases.stream().map(Case::rotate).toList();
        cases.forEach(each -> each.secret().awaitFailed());
        for (int i = 0; i < cases.size(); i++) {
            String fault = cases.get(i).function().name().replace('-', ' ');
            cases.get(i).assertFailedIn(stepsOfFaults.get(fault), versions.get(i), "first");
        }
        cases.forEach(Case::behave);
        for (int i = 0; i < cases.size(); i++) {
            cases.get(i).secret().awaitTakenUp(versions.get(i));
        }
    }

    @Test
    void aSecondAnswerIsNobodys() {
        Case twice = Case.of("answers twice", "first");
        twice.secret().awaitRotated(twice.rotate());
        assertThat(twice.steps()).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(twice.secret().value()).isNotEqualTo("first");
    }

    @Test
    void aRotationWhoseFunctionIsDeletedUnderWayIsTakenUpWhenThereIsOneAgain() {
        Case deleted = Case.of("waits", "first");
        String version = deleted.rotate();
        Await.until("the function begins", PATIENCE, () -> deleted.steps().contains("createSecret"));
        deleted.function().delete();
        deleted.behave();
        deleted.secret().awaitFailed();
        deleted.assertFailedIn("createSecret", version, "first");

        Case.create(deleted.function());
        deleted.secret().awaitTakenUp(version);
    }

    @Test
    void aSecretThatLacksAKeyIsRotatedOnceItHasIt() {
        String incomplete = "{\"username\":\"app\"}";
        Case lacking = Case.of("needs a password", incomplete);
        String version = lacking.rotate();
        lacking.secret().awaitFailed();
        lacking.assertFailedIn("createSecret", version, incomplete);

        lacking.secret().put("{\"username\":\"app\",\"password\":\"old\"}");
        assertThat(lacking.secret().events("RotationAbandoned")).hasSize(1);
        lacking.secret().awaitRotated(lacking.rotate());
    }
}
