package dev.tumbler.wire;

import com.amazonaws.services.lambda.runtime.Context;
import dev.tumbler.domain.Caller;
import java.util.Optional;

/** The call that a direct invocation of a function is. */
public final class LambdaCall {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int LEAST_PARTS = 7;

    private LambdaCall() {}

    /**
     * Lambda checks who may invoke a function and does not tell the function who did. The caller is therefore the function
     * itself, in its own account and region: whoever may invoke it acts through it.
     */
    public static Call from(Context context) {
        String arn = context.getInvokedFunctionArn();
        String[] parts = arn.split(":", -1);
        if (parts.length < LEAST_PARTS) {
            throw new IllegalArgumentException("no ARN of a function: " + arn);
        }
        Caller function = new Caller(parts[ACCOUNT], parts[REGION], arn, context.getFunctionName(), Optional.empty());
        return new Call(function, context.getAwsRequestId());
    }
}
