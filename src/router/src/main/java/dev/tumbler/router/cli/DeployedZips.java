package dev.tumbler.router.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the build made of the modules of functions. */
final class DeployedZips {
    private static final List<String> MODULES = List.of("secretsmanager", "rds", "rotation", "scheduler");

    private DeployedZips() {}

    /** The folder that has all of them; a {@link PlainFailure} where one is missing. */
    static Path of(SourceTree tree) {
        Path functions = tree.at("functions");
        for (String module : MODULES) {
            Path zip = functions.resolve(module).resolve("target/function.zip");
            if (!Files.isRegularFile(zip)) {
                throw new PlainFailure("there is no " + zip + "; make it with: ./mvnw package -DskipTests");
            }
        }
        return functions;
    }
}
