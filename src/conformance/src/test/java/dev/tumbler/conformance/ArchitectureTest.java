package dev.tumbler.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tumbler.wire.OperationHandler;
import jakarta.inject.Named;
import jakarta.ws.rs.Path;
import java.util.Random;

/** The rules of the house that types can hold. The direction of modules is held by the build, module by module. */
@AnalyzeClasses(packages = "dev.tumbler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] DEPLOYED = {
        "dev.tumbler.domain..",
        "dev.tumbler.wire..",
        "dev.tumbler.sealing..",
        "dev.tumbler.store..",
        "dev.tumbler.secretsmanager..",
        "dev.tumbler.rds..",
        "dev.tumbler.rotation..",
        "dev.tumbler.scheduler..",
        "dev.tumbler.frontdoor.."
    };

    @ArchTest
    static final ArchRule DOMAIN_KNOWS_THE_JDK_AND_CRON = classes()
            .that()
            .resideInAPackage("dev.tumbler.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tumbler.domain..", "com.cronutils..", "java..")
            .because("decisions are pure, and run anywhere");

    @ArchTest
    static final ArchRule DOMAIN_HAS_NO_CLOCK_AND_NO_FILES = noClasses()
            .that()
            .resideInAPackage("dev.tumbler.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.security..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("a decision asked twice must say the same twice");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_ROUTER = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tumbler.router..", "dev.tumbler.conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tumbler.router..")
            .because("what is deployed to AWS does not know the machine it was tried on");

    @ArchTest
    static final ArchRule WHAT_IS_DEPLOYED_KNOWS_NOTHING_OF_SRC = noClasses()
            .that()
            .resideInAnyPackage(DEPLOYED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tumbler.router..",
                    "dev.tumbler.standins..",
                    "dev.tumbler.engines..",
                    "dev.tumbler.bench..",
                    "dev.tumbler.credentials..")
            .because("it is all that goes to AWS");

    @ArchTest
    static final ArchRule THE_FRONT_DOOR_KNOWS_NO_OPERATION = noClasses()
            .that()
            .resideInAPackage("dev.tumbler.frontdoor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tumbler.secretsmanager..",
                    "dev.tumbler.rds..",
                    "dev.tumbler.rotation..",
                    "dev.tumbler.scheduler..")
            .because("it offers whatever handlers stand beside it");

    @ArchTest
    static final ArchRule STEPS_SPEAK_TO_AWS_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.tumbler.rotation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tumbler.domain..", "dev.tumbler.store..", "dev.tumbler.wire..")
            .because("the same steps rotate secrets in AWS's own service");

    @ArchTest
    static final ArchRule OPERATIONS_ARE_NAMED = classes()
            .that()
            .areAssignableTo(OperationHandler.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .beAnnotatedWith(Named.class)
            .andShould()
            .haveSimpleNameEndingWith("Handler")
            .because("QUARKUS_LAMBDA_HANDLER chooses a function by its bean's name");

    @ArchTest
    static final ArchRule FUNCTIONS_ARE_NAMED = classes()
            .that()
            .areAssignableTo(RequestStreamHandler.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .beAnnotatedWith(Named.class)
            .because("QUARKUS_LAMBDA_HANDLER chooses a function by its bean's name");

    @ArchTest
    static final ArchRule NO_REFLECTION_IN_WHAT_IS_DEPLOYED = noClasses()
            .that()
            .resideInAnyPackage(DEPLOYED)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .because("a native executable knows no class that was not registered");

    @ArchTest
    static final ArchRule ROUNDS_END_WITH_THE_APPLICATION = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tumbler.router.local..",
                    "dev.tumbler.router.deployed..",
                    "dev.tumbler.router.dispatch..",
                    "dev.tumbler.standins..",
                    "dev.tumbler.engines..",
                    "dev.tumbler.scheduler..")
            .and()
            .doNotHaveSimpleName("Rounds")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "setPeriodic", call -> call.getName().equals("setPeriodic")))
            .because("Vert.x outlives a live reload, and Rounds cancels its timers with the application");

    @ArchTest
    static final ArchRule LOCAL_CALLS_NEED_THE_TOKEN = classes()
            .that()
            .resideInAPackage("dev.tumbler.router.local..")
            .and()
            .areAnnotatedWith(Path.class)
            .should()
            .beAnnotatedWith("dev.tumbler.router.local.TokenRequired")
            .because("the keys of the default user are known to everybody on the machine");
}
