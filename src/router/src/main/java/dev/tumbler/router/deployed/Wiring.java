package dev.tumbler.router.deployed;

import dev.tumbler.frontdoor.OperationInvoker;
import dev.tumbler.frontdoor.SameProcess;
import dev.tumbler.router.auth.Principals;
import dev.tumbler.router.local.LocalConfig;
import dev.tumbler.router.local.PassingFolder;
import dev.tumbler.standins.RootKey;
import dev.tumbler.standins.lambda.FunctionInvoker;
import dev.tumbler.standins.lambda.InstalledFunction;
import dev.tumbler.standins.lambda.InstalledFunctions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What does the work: this process, or the functions as they are deployed. */
@Singleton
final class Wiring {
    private Optional<PassingFolder> code = Optional.empty();

    @Produces
    @Singleton
    OperationInvoker operations(LocalConfig config, Instance<FunctionInvoker> functions) {
        return config.functions().isPresent() ? new DeployedOperations(functions.get()) : new SameProcess();
    }

    @Produces
    @Singleton
    InstalledFunctions functions(
            LocalConfig config,
            Principals principals,
            RootKey root,
            @ConfigProperty(name = "quarkus.dynamodb.endpoint-override") Optional<String> tableEndpoint) {
        return config.functions()
                .<InstalledFunctions>map(folder -> new DeployedFunctions(
                        unpacked(folder),
                        new DeployedFunctions.Surroundings(
                                config.account(),
                                config.table().orElseThrow(),
                                tableEndpoint.orElseThrow(),
                                root.derive("page tokens"),
                                config.anyRegion(),
                                principals.secretsManager(),
                                principals.rds())))
                .orElse(InstalledFunctions.NONE);
    }

    /** Blocks the start of the router, before any call is taken, until they can be started. */
    private Map<String, Path> unpacked(Path functions) {
        PassingFolder folder = PassingFolder.create();
        code = Optional.of(folder);
        return DeployedFunctions.MODULES.stream().collect(Collectors.toMap(Function.identity(), module -> {
            Path unpacked = folder.path().resolve(module);
            InstalledFunction.unpack(DeployedFunctions.zip(functions, module), unpacked);
            return unpacked;
        }));
    }

    @PreDestroy
    void removeCode() {
        code.ifPresent(PassingFolder::remove);
    }
}
