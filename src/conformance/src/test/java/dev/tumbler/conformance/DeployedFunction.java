package dev.tumbler.conformance;

import dev.tumbler.router.deployed.DeployedFunctions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A function of Tumbler's own, from the zip that the build made: of a JVM or, where the build made that, an executable. */
record DeployedFunction(LambdaClient lambda, String name, String arn) {
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    private static final Path FUNCTIONS = Path.of(System.getProperty("tumbler.functions"));

    /**
     * Makes one.
     *
     * @param module the folder in {@code functions} whose zip it is
     * @param handlerName which of the zip's handlers it is
     */
    static DeployedFunction create(
            LambdaClient lambda, String name, String module, String handlerName, Map<String, String> environment) {
        Path zip = DeployedFunctions.zip(FUNCTIONS, module);
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("QUARKUS_LAMBDA_HANDLER", handlerName);
        String arn = lambda.createFunction(each -> each.functionName(name)
                        .runtime(isNative(zip) ? "provided.al2023" : "java17")
                        .handler(HANDLER)
                        .role("arn:aws:iam::123456789012:role/" + name)
                        .timeout(60)
                        .memorySize(512)
                        .environment(given -> given.variables(variables))
                        .code(code -> code.zipFile(read(zip))))
                .functionArn();
        return new DeployedFunction(lambda, name, arn);
    }

    private static boolean isNative(Path zip) {
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            return opened.getEntry("bootstrap") != null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SdkBytes read(Path zip) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    DeployedFunction permit(String service) {
        new PythonFunction(lambda, name).permit(service);
        return this;
    }

    InvokeResponse invoke(JsonObject event) {
        return lambda.invoke(each -> each.functionName(name).payload(SdkBytes.fromUtf8String(event.encode())));
    }

    /** The answer of an invocation that succeeds. */
    JsonObject call(JsonObject request) {
        InvokeResponse answer = invoke(request);
        String payload = answer.payload().asUtf8String();
        if (answer.functionError() != null) {
            throw new AssertionError(name + " failed: " + payload);
        }
        return payload.isEmpty() || payload.equals("null") ? new JsonObject() : new JsonObject(payload);
    }

    /** What a failed invocation says. */
    JsonObject failure(JsonObject request) {
        InvokeResponse answer = invoke(request);
        if (answer.functionError() == null) {
            throw new AssertionError(name + " answered: " + answer.payload().asUtf8String());
        }
        return new JsonObject(answer.payload().asUtf8String());
    }
}
