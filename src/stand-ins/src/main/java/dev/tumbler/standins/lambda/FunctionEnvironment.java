package dev.tumbler.standins.lambda;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The environment variables of a function. */
final class FunctionEnvironment {
    private static final int MOST_BYTES = 4096;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    /** What this machine's programs need to be found and to work. */
    static final List<String> OF_THE_MACHINE = List.of("PATH", "HOME", "TMPDIR", "LANG");

    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT");

    private FunctionEnvironment() {}

    /** Refuses what a function may not be given. Values are never shown: AWS shows them where there are too many. */
    static Map<String, String> checked(Map<String, String> variables) {
        Set<String> reserved = new TreeSet<>(variables.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the"
                    + " environment variables you have provided contains reserved keys that are currently not supported"
                    + " for modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        variables.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    // the wording is ours
                    throw LambdaErrors.invalid("The name of an environment variable is not valid: " + name);
                });
        long bytes = variables.entrySet().stream()
                .mapToLong(each -> (each.getKey() + each.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_BYTES) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the"
                    + " environment variables you have provided exceeded the 4KB limit.");
        }
        return variables;
    }

    /** What a program of this machine needs, and nothing else of this process's environment. */
    static Map<String, String> ofTheMachine() {
        Map<String, String> found = new LinkedHashMap<>(System.getenv());
        found.keySet().retainAll(OF_THE_MACHINE);
        return found;
    }

    /** All that a process of a function sees, the function's own variables before those of the machine. */
    static Map<String, String> of(
            LambdaFunction function,
            Path code,
            String runtimeApi,
            String logStream,
            FunctionSurroundings surroundings) {
        FunctionSettings settings = function.settings();
        FunctionSurroundings.AccessKey key =
                surroundings.accessKey(settings.role(), function.id().name());
        Map<String, String> all = new LinkedHashMap<>();
        all.putAll(ofTheMachine());
        all.put("TZ", ":UTC");
        all.put("AWS_ENDPOINT_URL", surroundings.endpoint().toString());
        all.putAll(settings.environment());
        all.put("_HANDLER", settings.handler());
        all.put("LAMBDA_TASK_ROOT", code.toString());
        all.put("LAMBDA_RUNTIME_DIR", code.toString());
        all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        all.put("AWS_LAMBDA_FUNCTION_NAME", function.id().name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(settings.memoryMegabytes()));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.id().name());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + settings.runtime().orElseThrow());
        all.put("AWS_REGION", function.id().region());
        all.put("AWS_DEFAULT_REGION", function.id().region());
        // nobody can create a function with these variables, but one that is installed may bring its own
        all.putIfAbsent("AWS_ACCESS_KEY_ID", key.id());
        all.putIfAbsent("AWS_SECRET_ACCESS_KEY", key.secret());
        return all;
    }
}
