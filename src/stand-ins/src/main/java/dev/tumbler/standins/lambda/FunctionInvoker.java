package dev.tumbler.standins.lambda;

import io.smallrye.mutiny.Uni;

/** Functions as other services of AWS use them, in this process and without a signature. */
public interface FunctionInvoker {

    /**
     * Invokes a function and waits for what it answers. Whether the service may do so is a question of its own.
     *
     * @param functionArn whole, with or without {@code :$LATEST}
     * @return fails with an {@code AwsException} where there is no such function or no room for another invocation; a
     *     function that fails is a result; one that the end of this process cuts off never answers
     */
    Uni<InvocationResult> invoke(String functionArn, byte[] payload);

    /**
     * Takes an event for a function, which has it once at least: more often where it fails on it. Whether the service may do
     * so is a question of its own.
     *
     * @return completes when the event is kept; fails with an {@code AwsException} where there is no such function
     */
    Uni<Void> invokeLater(String functionArn, byte[] payload);

    /**
     * Whether the function is there and its policy lets a service invoke it.
     *
     * @param service such as {@code secretsmanager.amazonaws.com}
     * @param sourceArn on behalf of what, such as a secret's ARN
     */
    Uni<Boolean> mayInvoke(String service, String functionArn, String sourceArn);
}
