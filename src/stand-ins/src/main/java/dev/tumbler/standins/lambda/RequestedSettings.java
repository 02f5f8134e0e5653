package dev.tumbler.standins.lambda;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** What requests say of a function's settings. */
final class RequestedSettings {
    private static final int USUAL_TIMEOUT_SECONDS = 3;
    private static final int USUAL_MEMORY_MEGABYTES = 128;
    private static final int USUAL_STORAGE_MEGABYTES = 512;

    private RequestedSettings() {}

    static UploadedCode code(CreateFunctionRequest request, boolean served) {
        FunctionCode code = request.code();
        if (!served && (request.runtime() == null || request.handler() == null)) {
            throw LambdaErrors.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        refusePublish(request.publish());
        if (request.hasLayers() && !request.layers().isEmpty()) {
            throw LambdaErrors.notOffered("A layer");
        }
        return UploadedCode.of(served ? null : code.zipFile(), served ? code.imageUri() : null, code.s3Bucket());
    }

    static void refusePublish(Boolean publish) {
        if (Boolean.TRUE.equals(publish)) {
            throw LambdaErrors.notOffered("A published version");
        }
    }

    static void refuseUnsupported(UpdateFunctionConfigurationRequest request) {
        if (request.hasLayers() && !request.layers().isEmpty()) {
            throw LambdaErrors.notOffered("A layer");
        }
    }

    static FunctionSettings of(CreateFunctionRequest request, boolean served) {
        return new FunctionSettings(
                Optional.ofNullable(served ? null : request.runtimeAsString()).map(Runtimes::checked),
                Optional.ofNullable(request.handler()).orElse(""),
                request.role(),
                Optional.ofNullable(request.description()).orElse(""),
                Optional.ofNullable(request.timeout()).orElse(USUAL_TIMEOUT_SECONDS),
                Optional.ofNullable(request.memorySize()).orElse(USUAL_MEMORY_MEGABYTES),
                storage(request.ephemeralStorage()).orElse(USUAL_STORAGE_MEGABYTES),
                request.hasArchitectures() ? request.architecturesAsStrings().get(0) : "x86_64",
                environment(request.environment()).orElse(Map.of()));
    }

    static FunctionSettings changed(FunctionSettings found, UpdateFunctionConfigurationRequest request) {
        return new FunctionSettings(
                Optional.ofNullable(request.runtimeAsString())
                        .map(Runtimes::checked)
                        .or(found::runtime),
                Optional.ofNullable(request.handler()).orElse(found.handler()),
                Optional.ofNullable(request.role()).orElse(found.role()),
                Optional.ofNullable(request.description()).orElse(found.description()),
                Optional.ofNullable(request.timeout()).orElse(found.timeoutSeconds()),
                Optional.ofNullable(request.memorySize()).orElse(found.memoryMegabytes()),
                storage(request.ephemeralStorage()).orElse(found.storageMegabytes()),
                found.architecture(),
                environment(request.environment()).orElse(found.environment()));
    }

    private static Optional<Integer> storage(EphemeralStorage storage) {
        return Optional.ofNullable(storage).map(EphemeralStorage::size);
    }

    private static Optional<Map<String, String>> environment(Environment environment) {
        return Optional.ofNullable(environment).map(Environment::variables).map(FunctionEnvironment::checked);
    }
}
