package dev.tumbler.conformance.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The deployed workflow is given what its definition asks for, and may do what that does. */
class WorkflowTest {
    private static final Path DEFINITION = Template.FOLDER.resolve("state-machine.asl.json");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern SDK_CALL = Pattern.compile("arn:aws:states:::aws-sdk:(\\w+):(\\w)(\\w+)");

    private static final Stack STACK = Stack.of("rotation.yaml", Map.of());
    private static final Map<String, Object> WORKFLOW = STACK.properties("Workflow");

    private static Set<String> substitutions() throws IOException {
        return SUBSTITUTION
                .matcher(Files.readString(DEFINITION))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void everySubstitutionIsGivenAndUsed() throws IOException {
        assertThat(Template.map(WORKFLOW.get("DefinitionSubstitutions")).keySet())
                .isEqualTo(substitutions());
    }

    @Test
    void mayDoWhatItsStatesDo() throws IOException {
        Set<String> needed = new HashSet<>();
        Template.map(WORKFLOW.get("DefinitionSubstitutions"))
                .values()
                .forEach(function -> needed.add("lambda:InvokeFunction " + function));
        JsonObject states = new JsonObject(Files.readString(DEFINITION)).getJsonObject("States");
        states.fieldNames().stream()
                .map(name -> states.getJsonObject(name).getString("Resource"))
                .filter(Objects::nonNull)
                .flatMap(resource -> SDK_CALL.matcher(resource).results())
                .map(call -> call.group(1) + ":" + call.group(2).toUpperCase(Locale.ROOT) + call.group(3))
                .forEach(action -> needed.add(
                        action + " arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"));

        assertThat(Policies.of(STACK).permissions(WORKFLOW.get("Policies"))).isEqualTo(needed);
    }

    /** Its database's password belongs to secrets that AWS keeps: it calls AWS's Secrets Manager by itself. */
    @Test
    void isThereForAwssSecretsManagerAlone() {
        Stack elsewhere = Stack.of("rotation.yaml", Map.of("Endpoint", "https://example.com/"));

        assertThat(STACK.resources("AWS::Serverless::StateMachine")).containsExactly("Workflow");
        assertThat(elsewhere.resources("AWS::Serverless::StateMachine")).isEmpty();
    }
}
