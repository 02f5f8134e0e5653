package dev.tumbler.wire;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** What Lambda tells the function {@code GetSecretValue} about an invocation. */
record FunctionContext(String arn, String requestId) implements Context {

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getInvokedFunctionArn() {
        return arn;
    }

    @Override
    public String getFunctionName() {
        return "GetSecretValue";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/GetSecretValue";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("no mobile client is here");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("no mobile client is here");
    }

    @Override
    public int getRemainingTimeInMillis() {
        return 3000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 128;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("nothing is logged here");
    }
}
