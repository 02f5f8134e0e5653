package dev.tumbler.standins.lambda;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.Call;

/**
 * Who asks Lambda for what.
 *
 * @param requestId of an invocation, the function sees it too
 */
record FunctionCall(Caller caller, String operation, String requestId) {
    static FunctionCall of(Call call, String operation) {
        return new FunctionCall(call.caller(), operation, call.requestId());
    }

    String account() {
        return caller.account();
    }

    String region() {
        return caller.region();
    }

    AwsException denied(FunctionId function) {
        String action = "lambda:" + (operation.equals("Invoke") ? "InvokeFunction" : operation);
        return new Action(caller, action).denied(ErrorCode.LAMBDA_FORBIDDEN, function.arn());
    }
}
