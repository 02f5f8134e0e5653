package dev.tumbler.frontdoor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tumbler.domain.AwsException;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.LambdaCall;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The front door as a Lambda function behind a Function URL or an HTTP API of API Gateway: an AWS SDK whose
 * {@code AWS_ENDPOINT_URL} is that address finds every operation that is deployed in the same zip.
 *
 * <p>The address must let everybody in ({@code AuthType: NONE}), and this function checks the signature itself. With
 * {@code AWS_IAM} Lambda would check it, and take only what is signed for the service {@code lambda}; but an SDK signs for
 * the service whose client it is, {@code secretsmanager} or {@code rds}, wherever it sends the call. So a stranger reaches
 * this function, and gets a refusal: only keys of {@code TUMBLER_ACCESS_KEYS} are taken.
 */
@Named("frontDoor")
@Singleton
public final class FrontDoorFunction implements RequestStreamHandler {
    private final Dispatcher dispatcher;
    private final EnvironmentAccessKeys keys;

    @Inject
    public FrontDoorFunction(Dispatcher dispatcher) {
        this(dispatcher, EnvironmentAccessKeys.from(System::getenv));
    }

    FrontDoorFunction(Dispatcher dispatcher, EnvironmentAccessKeys keys) {
        this.dispatcher = dispatcher;
        this.keys = keys;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Call invocation = LambdaCall.from(context);
        SignedRequest request = FunctionUrlEvent.read(input).request();
        // Lambda gives each invocation a thread of its own, and the answer is due when this method returns
        Answer answer = answer(request, invocation).await().indefinitely();
        FunctionUrlAnswer.write(answer, invocation.requestId(), output);
    }

    /** What the router's HTTP server refuses without asking who sends it, this refuses too. */
    private Uni<Answer> answer(SignedRequest request, Call invocation) {
        if (!Address.exists(request)) {
            return Uni.createFrom()
                    .item(Dispatcher.nowhere(request, keys.in(invocation.caller()), invocation.requestId()));
        }
        if (request.body().length > BodyLimit.MOST_BYTES) {
            return refused(request, BodyLimit.exceeded(BodyLimit.MOST_BYTES), invocation);
        }
        return dispatcher.answer(request, keys.in(invocation.caller()), invocation.requestId());
    }

    private static Uni<Answer> refused(SignedRequest request, AwsException refusal, Call invocation) {
        return Uni.createFrom().item(Dispatcher.refused(request, refusal, invocation.requestId()));
    }
}
