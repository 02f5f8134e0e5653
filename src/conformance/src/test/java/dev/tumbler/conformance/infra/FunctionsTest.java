package dev.tumbler.conformance.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The functions of the templates are those of the code. */
class FunctionsTest {
    private static final List<TemplateFunction> FUNCTIONS = TemplateFunction.all();

    private static final Map<String, String> PACKAGES = Map.of(
            "secretsmanager", "dev.tumbler.secretsmanager",
            "rds", "dev.tumbler.rds",
            "scheduler", "dev.tumbler.scheduler",
            "rotation", "dev.tumbler.rotation",
            "front-door", "dev.tumbler.frontdoor");

    @Test
    void everyHandlerIsDeployedAndNothingElseIs() {
        assertThat(FUNCTIONS)
                .extracting(TemplateFunction::handler)
                .containsExactlyInAnyOrderElementsOf(DeployedCode.handlers().keySet());
    }

    @Test
    void everyFunctionRunsTheZipThatHasItsHandler() {
        Map<String, JavaClass> handlers = DeployedCode.handlers();
        assertThat(FUNCTIONS)
                .filteredOn(each -> handlers.containsKey(each.handler()))
                .allSatisfy(each -> {
                    assertThat(handlers.get(each.handler()).getPackageName()).isEqualTo(PACKAGES.get(each.service()));
                    assertThat(Template.FOLDER.resolveSibling("functions").resolve(each.service()))
                            .isDirectory();
                });
    }

    /** Callers of Lambda know a function by its name, and the scheduler the one that rotates. */
    @Test
    void everyFunctionIsNamedAfterItsHandler() {
        assertThat(FUNCTIONS).allSatisfy(each -> assertThat(each.properties().get("FunctionName"))
                .isEqualTo("${AWS::StackName}-" + each.handler()));
    }

    /** What all functions have in common stands in each template, since SAM shares nothing between templates. */
    @Test
    void functionsOfAllTemplatesRunAlike() {
        Map<Stack, Map<String, Object>> common = Stack.of("template.yaml", TemplateFunction.PARAMETERS)
                .all()
                .filter(each -> !each.globals().isEmpty())
                .collect(Collectors.toMap(Function.identity(), Stack::globals));
        assertThat(Stream.of("Runtime", "Handler", "Architectures", "MemorySize", "Tracing"))
                .allSatisfy(property -> assertThat(common.values().stream().map(each -> each.get(property)))
                        .as(property)
                        .hasSize(PACKAGES.size())
                        .doesNotContainNull()
                        .containsOnly(common.values().iterator().next().get(property)));
    }

    @Test
    void aNativeFunctionStartsItsOwnBootstrap() {
        assertThat(TemplateFunction.of(Stack.of("rotation.yaml", Map.of("Form", "native"))))
                .allSatisfy(each -> assertThat(each.properties())
                        .containsEntry("Runtime", "provided.al2023")
                        .containsEntry("Handler", "not.used.in.provided.runtime"));
    }
}
