package dev.tumbler.standins.lambda;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A function as answers show it. Code and settings are there at once, so a function is always active and up to date. */
final class FunctionAnswer {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private FunctionAnswer() {}

    static FunctionConfiguration configuration(LambdaFunction function) {
        FunctionSettings settings = function.settings();
        FunctionCode code = function.code();
        FunctionConfiguration.Builder answer = FunctionConfiguration.builder()
                .functionName(function.id().name())
                .functionArn(function.arn())
                .role(settings.role())
                .codeSha256(code.sha256())
                .description(settings.description())
                .timeout(settings.timeoutSeconds())
                .memorySize(settings.memoryMegabytes())
                .ephemeralStorage(each -> each.size(settings.storageMegabytes()))
                .architectures(Architecture.fromValue(settings.architecture()))
                .lastModified(MOMENT.format(function.modified()))
                .revisionId(function.revisionId())
                .version("$LATEST")
                .state(State.ACTIVE)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .tracingConfig(each -> each.mode(TracingMode.PASS_THROUGH))
                .snapStart(
                        each -> each.applyOn(SnapStartApplyOn.NONE).optimizationStatus(SnapStartOptimizationStatus.OFF))
                .loggingConfig(each -> each.logFormat(LogFormat.TEXT)
                        .logGroup("/aws/lambda/" + function.id().name()));
        if (!settings.environment().isEmpty()) {
            answer.environment(each -> each.variables(settings.environment()));
        }
        if (code instanceof FunctionCode.Zipped zipped) {
            return answer.packageType(PackageType.ZIP)
                    .runtime(settings.runtime().orElseThrow())
                    .handler(settings.handler())
                    .codeSize(zipped.bytes())
                    .build();
        }
        return answer.packageType(PackageType.IMAGE).codeSize(0L).build();
    }

    /** The same members in the response of an operation, which the SDK gives a class of its own for each. */
    static <O extends SdkPojo, B extends SdkBuilder<B, O> & SdkPojo> O as(LambdaFunction function, B response) {
        FunctionConfiguration configuration = configuration(function);
        Map<String, SdkField<?>> members = configuration.sdkFieldNameToField();
        for (SdkField<?> member : response.sdkFields()) {
            SdkField<?> source = members.get(member.locationName());
            if (source != null) {
                member.set(response, source.getValueOrDefault(configuration));
            }
        }
        return response.build();
    }
}
