package dev.tumbler.conformance.infra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The classes that are in the zips of the functions, and nothing that stays on one's own machine. */
final class DeployedCode {
    private static final String[] LOCAL = {
        "dev.tumbler.bench..",
        "dev.tumbler.conformance..",
        "dev.tumbler.engines..",
        "dev.tumbler.router..",
        "dev.tumbler.simulation..",
        "dev.tumbler.standins..",
        "dev.tumbler.store.contract..",
        "dev.tumbler.store.embedded.."
    };

    static final JavaClasses CLASSES = ArchConfiguration.withThreadLocalScope(DeployedCode::read);

    static final List<JavaMethod> PRODUCERS = CLASSES.stream()
            .flatMap(each -> each.getMethods().stream())
            .filter(each -> each.isAnnotatedWith(Produces.class))
            .toList();

    private static final Map<String, Reachable> REACHABLE = new ConcurrentHashMap<>();
    private static final Map<String, Set<String>> VARIABLES = new ConcurrentHashMap<>();
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");

    private DeployedCode() {}

    /** Of what is not ours the walk asks only which methods might be called back; reading all of it takes half a minute. */
    private static JavaClasses read(ArchConfiguration configuration) {
        configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
        configuration.setClassResolverArguments(
                "java", "com.amazonaws.services.lambda", "software.amazon.awssdk.enhanced");
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tumbler")
                .that(resideOutsideOfPackages(LOCAL));
    }

    /** By the name that {@code QUARKUS_LAMBDA_HANDLER} chooses them by. */
    static Map<String, JavaClass> handlers() {
        return CLASSES.stream()
                .filter(each -> each.isAssignableTo(RequestStreamHandler.class))
                .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                .collect(Collectors.toMap(
                        each -> each.getAnnotationOfType(Named.class).value(), Function.identity()));
    }

    /** All that a handler can come to do. */
    static Reachable reachableFrom(String handler) {
        JavaClass start = Optional.ofNullable(handlers().get(handler)).orElseThrow();
        return REACHABLE.computeIfAbsent(start.getName(), name -> Reachable.from(start));
    }

    /** What could be names of environment variables among the constants of a class. */
    static Set<String> variablesNamedIn(String className) {
        return VARIABLES.computeIfAbsent(className, DeployedCode::readVariables);
    }

    private static Set<String> readVariables(String className) {
        try (InputStream bytes = DeployedCode.class.getResourceAsStream("/" + className.replace('.', '/') + ".class")) {
            String constants = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
            return VARIABLE.matcher(constants).results().map(MatchResult::group).collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
