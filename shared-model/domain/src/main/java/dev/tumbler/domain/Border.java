package dev.tumbler.domain;

import java.util.Optional;

/** What keeps a caller from the resource that an ARN names. Every service asks here, once the ARN is well formed. */
public enum Border {
    /** The resource is not in the region that the call is signed for; one of another partition is not either. */
    REGION,
    /** The resource belongs to another account. */
    ACCOUNT;

    /** What a service looks at first where an ARN is beyond both borders. */
    public enum First {
        /**
         * Secrets Manager, RDS and EventBridge ask who may make a call before they look for its resource (aws-cdk 26032).
         *
         * @apiNote unsourced: for Secrets Manager and RDS, where no public record has an ARN beyond both
         */
        ACCOUNT,
        /** KMS and Lambda find no such place before they ask who calls. */
        REGION
    }

    /** The border that a service stops a caller at; empty where the caller is at home with the resource. */
    public static Optional<Border> between(Caller caller, Arn arn, First first) {
        boolean foreign = !arn.account().equals(caller.account());
        boolean elsewhere = !arn.region().equals(caller.region())
                || !arn.partition().equals(Partition.of(caller.region()).wireName());
        if (foreign && (first == First.ACCOUNT || !elsewhere)) {
            return Optional.of(ACCOUNT);
        }
        return elsewhere ? Optional.of(REGION) : Optional.empty();
    }
}
