package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Step Functions would only find out while a workflow runs, and what keeps a password from being lost. */
class WorkflowDefinitionTest {
    private static final Path FILE = Path.of("..", "..", "infra", "state-machine.asl.json");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";

    private String text;
    private JsonObject states;
    private String start;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(FILE);
        JsonObject definition = new JsonObject(text);
        states = definition.getJsonObject("States");
        start = definition.getString("StartAt");
    }

    private Set<String> names() {
        return states.fieldNames();
    }

    private JsonObject state(String name) {
        return states.getJsonObject(name);
    }

    private Stream<String> ofType(String type) {
        return names().stream().filter(name -> state(name).getString("Type").equals(type));
    }

    private static Stream<JsonObject> parts(JsonObject state, String field) {
        return state.getJsonArray(field, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    /** The states that may come next. */
    private Set<String> after(String name) {
        JsonObject state = state(name);
        Stream<String> own = Stream.of("Next", "Default").map(state::getString);
        Stream<String> parts = Stream.of("Choices", "Catch")
                .flatMap(field -> parts(state, field))
                .map(part -> part.getString("Next"));
        return Stream.concat(own, parts)
                .flatMap(next -> Optional.ofNullable(next).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> reachable(String from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name)) {
                open.addAll(after(name));
            }
        }
        return seen;
    }

    @Test
    void everyStateThatIsNamedExistsAndEveryOneIsReached() {
        assertThat(reachable(start)).isEqualTo(names());
    }

    @Test
    void everyWayEnds() {
        for (String name : names()) {
            boolean end = Set.of("Succeed", "Fail").contains(state(name).getString("Type"));
            assertThat(after(name).isEmpty()).as(name).isEqualTo(end);
            assertThat(reachable(name)).as(name).anyMatch(each -> after(each).isEmpty());
        }
    }

    @Test
    void theTemplateHasAFunctionForEveryName() {
        Set<String> used = SUBSTITUTION
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(used)
                .containsExactlyInAnyOrder(
                        "CreateSecretFunctionArn",
                        "SetSecretFunctionArn",
                        "TestSecretFunctionArn",
                        "FinishSecretFunctionArn");
    }

    private static List<?> errors(JsonObject part) {
        return part.getJsonArray("ErrorEquals").getList();
    }

    @Test
    void everyTaskEndsInTimeIsTriedAgainAndCaught() {
        ofType("Task").forEach(name -> {
            JsonObject task = state(name);
            assertThat(task.getInteger("TimeoutSeconds")).as(name).isPositive();
            assertThat(parts(task, "Retry")).as(name).isNotEmpty();
            assertThat(parts(task, "Catch").map(WorkflowDefinitionTest::errors))
                    .as(name)
                    .last()
                    .isEqualTo(List.of("States.ALL"));
        });
    }

    /** A task that gave up on a function would run beside it: 60 seconds is what a function may take at most. */
    @Test
    void aFunctionIsWaitedForToItsEnd() {
        int longest = state("LetTriesEnd").getInteger("Seconds");
        ofType("Task")
                .map(this::state)
                .filter(task -> task.getString("Resource").equals(INVOKE))
                .forEach(task -> assertThat(task.getInteger("TimeoutSeconds")).isGreaterThan(longest));
    }

    @Test
    void everyStepIsAskedWhatItsFunctionUnderstands() {
        ofType("Task")
                .map(this::state)
                .filter(task -> task.getString("Resource").equals(INVOKE))
                .map(task -> task.getJsonObject("Parameters"))
                .forEach(parameters -> {
                    JsonObject event = parameters.getJsonObject("Payload");
                    String step = event.getString("Step");
                    String function = Character.toUpperCase(step.charAt(0)) + step.substring(1) + "FunctionArn";
                    assertThat(parameters.getString("FunctionName")).isEqualTo("${" + function + "}");
                    assertThat(event.fieldNames())
                            .contains("SecretId.$", "ClientRequestToken.$")
                            .isSubsetOf("Step", "SecretId.$", "ClientRequestToken.$", "Register", "VersionStage");
                });
    }

    @Test
    void everyErrorOfAFunctionIsAClass() {
        ofType("Task")
                .flatMap(name -> Stream.of("Retry", "Catch").flatMap(field -> parts(state(name), field)))
                .flatMap(part -> errors(part).stream())
                .map(String.class::cast)
                .filter(error -> Character.isLowerCase(error.charAt(0)))
                .forEach(error -> assertThatCode(() -> Class.forName(error)).doesNotThrowAnyException());
    }

    /** Before that is known, the database may take no password but the pending one. */
    @Test
    void awspendingIsOnlyRemovedOnceTheCurrentPasswordHasLoggedIn() {
        assertThat(names().stream().filter(name -> after(name).contains("RemovePending")))
                .containsExactly("CheckCurrent");
        assertThat(state("CheckCurrent").getString("Next")).isEqualTo("RemovePending");
        assertThat(state("CheckCurrent").getJsonObject("Parameters").getJsonObject("Payload"))
                .isEqualTo(state("DryRun").getJsonObject("Parameters").getJsonObject("Payload"));
    }

    @Test
    void nothingIsUndoneOnceTheDatabaseHasThePassword() {
        assertThat(reachable("TestSecret")).doesNotContain("RemovePending");
    }
}
