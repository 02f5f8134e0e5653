package dev.tumbler.router.cli;

import dev.tumbler.standins.lambda.InstalledFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the build made of a module of functions, and which of its handlers is meant. */
record FunctionZip(Path path, String handlerName) {
    private static final String ROTATION = "rotation";
    private static final String BUILD =
            "./mvnw package -DskipTests -pl functions/secretsmanager,functions/rotation -am";

    /** Those that are there, a rotation function among them; a {@link PlainFailure} where that is not built. */
    static List<FunctionZip> in(List<Path> folders) {
        List<FunctionZip> zips = folders.stream()
                .flatMap(folder -> Stream.of(
                        new FunctionZip(zip(folder, "secretsmanager"), "GetRandomPassword"),
                        new FunctionZip(zip(folder, ROTATION), ROTATION)))
                .filter(each -> Files.isRegularFile(each.path()))
                .toList();
        if (zips.stream().noneMatch(FunctionZip::rotates)) {
            throw new PlainFailure("there is no " + zip(folders.get(0), ROTATION) + "; build it with: " + BUILD);
        }
        return zips;
    }

    private static Path zip(Path functions, String module) {
        return functions.resolve(module).resolve("target").resolve("function.zip");
    }

    boolean rotates() {
        return handlerName.equals(ROTATION);
    }

    /** Ready to be started; a rotation function is named after the step that it is asked for. */
    InstalledFunction unpacked(Path code) {
        return InstalledFunction.unpacked(
                rotates() ? PendingSecret.TEST : handlerName,
                path,
                code,
                Map.of("QUARKUS_LAMBDA_HANDLER", handlerName));
    }

    String size() {
        return ColdFigures.megabytes(path.toFile().length());
    }
}
