package dev.tumbler.domain;

import java.util.function.Supplier;

/**
 * What a caller asks a service to do.
 *
 * @param name as policies name it, such as {@code secretsmanager:GetSecretValue}
 */
public record Action(Caller caller, String name) {

    /**
     * Refuses an ARN of another account, region or partition. There are no policies that could open an account to another,
     * so every foreign ARN is denied.
     *
     * @param sent the ARN as the caller wrote it
     * @param notFound what the service answers for a resource that is not in its region
     */
    public void requireReach(Arn arn, String sent, Supplier<AwsException> notFound) {
        Border.between(caller, arn, Border.First.ACCOUNT).ifPresent(border -> {
            throw border == Border.ACCOUNT ? denied(ErrorCode.ACCESS_DENIED, sent) : notFound.get();
        });
    }

    /** AWS's refusal where no policy of a resource lets the caller in. */
    public AwsException denied(ErrorCode code, String resource) {
        return new AwsException(
                code,
                "User: " + caller.arn() + " is not authorized to perform: " + name + " on resource: " + resource
                        + " because no resource-based policy allows the " + name + " action");
    }

    /** The same action by the same caller in another region. */
    public Action in(String region) {
        return new Action(new Caller(caller.account(), region, caller.arn(), caller.userId(), caller.service()), name);
    }
}
