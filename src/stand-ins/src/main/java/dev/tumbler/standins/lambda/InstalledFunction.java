package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function whose starts are timed.
 *
 * @param code the folder that its zip was unpacked into
 * @param handler what the runtime calls
 */
public record TimedFunction(String name, Path code, String runtime, String handler, Map<String, String> environment) {
    private static final String ACCOUNT = "123456789012";
    private static final String NATIVE = "provided.al2023";
    private static final String JAVA = "java17";
    private static final String PYTHON = "python3";
    private static final String ARCHITECTURE = "x86_64";
    private static final int TIMEOUT_SECONDS = 60;
    private static final int MEMORY_MEGABYTES = 512;

    public TimedFunction {
        environment = Map.copyOf(environment);
    }

    /** One of ours, from the zip that the build made: an executable where the zip has one, else classes for a JVM. */
    public static TimedFunction unpacked(String name, Path zip, Path code, Map<String, String> environment) {
        try {
            CodeArchive.unpack(Files.readAllBytes(zip), code);
        } catch (IOException failure) {
            throw new UncheckedIOException(zip + " cannot be unpacked", failure);
        }
        String runtime = Files.isExecutable(code.resolve("bootstrap")) ? NATIVE : JAVA;
        String handler = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
        return new TimedFunction(name, code, runtime, handler, environment);
    }

    /** One of AWS's rotation functions, run by the {@code python3} that is found first. */
    public static TimedFunction python(String name, Path code, Map<String, String> environment) {
        return new TimedFunction(name, code, PYTHON, "lambda_function.lambda_handler", environment);
    }

    /** What it runs on, in a word. */
    public String form() {
        return switch (runtime) {
            case NATIVE -> "native";
            case JAVA -> "JVM";
            default -> "Python";
        };
    }

    LambdaFunction deployed(String region, Instant now) {
        FunctionId id = new FunctionId(ACCOUNT, region, name);
        FunctionSettings settings = new FunctionSettings(
                Optional.of(runtime),
                handler,
                "arn:aws:iam::" + ACCOUNT + ":role/" + name,
                "",
                TIMEOUT_SECONDS,
                MEMORY_MEGABYTES,
                0,
                ARCHITECTURE,
                environment);
        return new LambdaFunction(id, new FunctionCode.Zipped(name, "", 0), settings, List.of(), Map.of(), now, name);
    }
}
