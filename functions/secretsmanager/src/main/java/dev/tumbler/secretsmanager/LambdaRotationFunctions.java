package dev.tumbler.secretsmanager;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * The rotation functions of an AWS account. In AWS's own service a function's policy lets {@code secretsmanager.amazonaws.com}
 * invoke it; here it is the role of our functions that has to be let, and a dry run tells whether it is.
 */
@DefaultBean
@ApplicationScoped
public class LambdaRotationFunctions implements RotationFunctions {
    private static final Set<Integer> NOT_INVOCABLE = Set.of(403, 404);

    private final LambdaAsyncClient client = LambdaAsyncClient.builder()
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .build();

    @Override
    public Uni<Boolean> invocable(String functionArn, String secretArn) {
        return Uni.createFrom()
                .completionStage(() -> client.invoke(
                        request -> request.functionName(functionArn).invocationType(InvocationType.DRY_RUN)))
                .replaceWith(true)
                .onFailure(LambdaRotationFunctions::refused)
                .recoverWithItem(false);
    }

    private static boolean refused(Throwable failure) {
        return failure instanceof AwsServiceException answer && NOT_INVOCABLE.contains(answer.statusCode());
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
