package dev.tumbler.router.cli;

import dev.tumbler.router.deployed.DeployedFunctions;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build made of the modules of functions. */
final class DeployedZips {
    private DeployedZips() {}

    /** The folder that has all of them; a {@link PlainFailure} where one is missing. */
    static Path of(SourceTree tree) {
        Path functions = tree.at("functions");
        for (String module : DeployedFunctions.MODULES) {
            Path zip = DeployedFunctions.zip(functions, module);
            if (!Files.isRegularFile(zip)) {
                throw new PlainFailure("there is no " + zip + "; make it with: ./mvnw package -DskipTests");
            }
        }
        return functions;
    }
}
