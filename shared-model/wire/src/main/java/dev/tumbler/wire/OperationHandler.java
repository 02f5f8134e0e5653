package dev.tumbler.wire;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tumbler.domain.Action;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation as a Lambda function. The local router calls {@link #apply} in its own process; AWS Lambda hands over the
 * operation's plain JSON.
 *
 * @param <I> the AWS SDK's class of the request
 * @param <O> the AWS SDK's class of the response
 */
public abstract class OperationHandler<I extends SdkPojo, O extends SdkPojo> implements RequestStreamHandler {
    private final Operation<I> operation;

    protected OperationHandler(Operation<I> operation) {
        this.operation = operation;
    }

    public final Operation<I> operation() {
        return operation;
    }

    /** What the caller asks for, as policies name it. */
    protected final Action action(Call call) {
        return new Action(call.caller(), operation.service().signingName() + ":" + operation.name());
    }

    /** Answers a request whose shape has been checked; fails with an {@code AwsException} for what AWS would refuse. */
    public abstract Uni<O> apply(I request, Call call);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] sent = input.readAllBytes();
        output.write(JsonCodec.write(answer(sent, LambdaCall.from(context))));
    }

    private O answer(byte[] sent, Call call) {
        try {
            I request = JsonCodec.read(sent, operation);
            Constraints.check(operation, request);
            // Lambda gives each invocation a thread of its own, and the answer is due when it returns
            return apply(request, call).await().indefinitely();
        } catch (RuntimeException failure) {
            throw RefusedInvocation.of(operation.service(), failure);
        }
    }
}
