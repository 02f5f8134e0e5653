package dev.tumbler.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** A function from {@code src/test/python}, as its owner makes it. */
record PythonFunction(LambdaClient lambda, String name) {
    private static final Path FOLDER = Path.of("src/test/python");

    /**
     * Makes one.
     *
     * @param modules the first has the handler
     */
    void create(int timeoutSeconds, Map<String, String> environment, String... modules) {
        lambda.createFunction(CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("python3.11")
                .handler(modules[0] + ".lambda_handler")
                .role("arn:aws:iam::123456789012:role/rotation")
                .timeout(timeoutSeconds)
                .environment(variables -> variables.variables(environment))
                .code(code -> code.zipFile(zip(modules)))
                .build());
    }

    private static SdkBytes zip(String... modules) {
        Map<String, String> files = new LinkedHashMap<>();
        Stream.of(modules).map(module -> module + ".py").forEach(file -> files.put(file, read(file)));
        return FunctionZips.of(files);
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String arn() {
        return lambda.getFunctionConfiguration(each -> each.functionName(name)).functionArn();
    }

    void permit(String service) {
        lambda.addPermission(each -> each.functionName(name)
                .statementId("service")
                .action("lambda:InvokeFunction")
                .principal(service));
    }

    void delete() {
        lambda.deleteFunction(each -> each.functionName(name));
    }
}
