package dev.tumbler.scheduler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.rotation.RotationRun;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The steps of rotations in functions of AWS Lambda: in the function that a secret names, and for secrets that RDS owns in the
 * one that the template names.
 */
@DefaultBean
@ApplicationScoped
public class LambdaSteps implements StepInvoker {
    static final String VARIABLE = "TUMBLER_ROTATION_FUNCTION";

    private static final String LEASE = "TUMBLER_ROTATION_LEASE";

    /** No function may take longer, the driver's neither. Asking again would run a step twice at one time. */
    private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);

    private final Duration lease =
            Optional.ofNullable(System.getenv(LEASE)).map(Duration::parse).orElse(LONGEST_FUNCTION);
    private final RotationToken token = RotationToken.from(System::getenv);
    private final LambdaAsyncClient client = LambdaAsyncClient.builder()
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(LONGEST_FUNCTION))
            .overrideConfiguration(settings -> settings.retryStrategy(attempts -> attempts.maxAttempts(1)))
            .build();

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public Uni<Void> invoke(Step step, RotationRun run) {
        return Uni.createFrom()
                .item(() -> run.function().orElseGet(LambdaSteps::ofManagedSecrets))
                .chain(function -> Uni.createFrom()
                        .completionStage(() -> client.invoke(request -> request.functionName(function)
                                .payload(
                                        SdkBytes.fromUtf8String(event(step, run).toString())))))
                .invoke(LambdaSteps::check)
                .replaceWithVoid();
    }

    private static String ofManagedSecrets() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .orElseThrow(() -> new IllegalStateException("The environment variable " + VARIABLE
                        + ", which names the function that rotates secrets of RDS, is not set"));
    }

    private ObjectNode event(Step step, RotationRun run) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("Step", step.wireName())
                .put("SecretId", run.secretArn())
                .put("ClientRequestToken", run.token());
        token.of(run).ifPresent(value -> event.put("RotationToken", value));
        return event;
    }

    /** The answer does not count; why a function failed stands in its own log, and may tell a value. */
    private static void check(InvokeResponse answer) {
        if (answer.functionError() != null) {
            throw new IllegalStateException("the function failed; its log tells why");
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
