package dev.tumbler.standins.lambda;

import dev.tumbler.domain.Arn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function whose code lies in a folder of this machine. Nobody has created it, and no list shows it.
 *
 * @param code the folder that its zip was unpacked into; many functions may share one
 * @param handler what the runtime calls
 */
public record InstalledFunction(
        String name, Path code, String runtime, String handler, Map<String, String> environment) {
    private static final String NATIVE = "provided.al2023";
    private static final String JAVA = "java17";
    private static final String PYTHON = "python3";
    private static final String ARCHITECTURE = "x86_64";
    private static final int TIMEOUT_SECONDS = 60;
    private static final int MEMORY_MEGABYTES = 512;

    public InstalledFunction {
        environment = Map.copyOf(environment);
    }

    /** One of ours, from the zip that the build made: an executable where the zip has one, else classes for a JVM. */
    public static InstalledFunction unpacked(String name, Path zip, Path code, Map<String, String> environment) {
        unpack(zip, code);
        return ofFolder(name, code, environment);
    }

    public static void unpack(Path zip, Path code) {
        try {
            CodeArchive.unpack(Files.readAllBytes(zip), code);
        } catch (IOException failure) {
            throw new UncheckedIOException(zip + " cannot be unpacked", failure);
        }
    }

    /** The same, where the zip is unpacked already. */
    public static InstalledFunction ofFolder(String name, Path code, Map<String, String> environment) {
        String runtime = Files.isExecutable(code.resolve("bootstrap")) ? NATIVE : JAVA;
        String handler = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
        return new InstalledFunction(name, code, runtime, handler, environment);
    }

    /** One of AWS's rotation functions, run by the {@code python3} that is found first. */
    public static InstalledFunction python(String name, Path code, Map<String, String> environment) {
        return new InstalledFunction(name, code, PYTHON, "lambda_function.lambda_handler", environment);
    }

    /** What it runs on, in a word. */
    public String form() {
        return switch (runtime) {
            case NATIVE -> "native";
            case JAVA -> "JVM";
            default -> "Python";
        };
    }

    /** As if it had been created when this process started. */
    LambdaFunction in(String account, String region) {
        FunctionId id = new FunctionId(account, region, name);
        FunctionSettings settings = new FunctionSettings(
                Optional.of(runtime),
                handler,
                Arn.global("iam", region, account, "role/" + name).toString(),
                "",
                TIMEOUT_SECONDS,
                MEMORY_MEGABYTES,
                0,
                ARCHITECTURE,
                environment);
        return new LambdaFunction(
                id, new FunctionCode.Folder(code), settings, List.of(), Map.of(), Instant.EPOCH, name);
    }
}
