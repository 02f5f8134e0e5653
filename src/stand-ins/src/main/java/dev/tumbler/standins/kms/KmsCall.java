package dev.tumbler.standins.kms;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.sealing.KeyPlace;
import dev.tumbler.wire.Call;
import java.util.Optional;
import java.util.Set;

/** Who asks KMS for what. */
record KmsCall(Caller caller, String operation) {
    private static final String SECRETS_MANAGER = "secretsmanager";

    /** What the policy of an AWS managed key leaves to its account. */
    private static final Set<String> ON_AWS_MANAGED_KEYS =
            Set.of("DescribeKey", "GetKeyPolicy", "ListAliases", "ListGrants", "ListResourceTags", "RevokeGrant");

    static KmsCall of(Call call, String operation) {
        return new KmsCall(call.caller(), operation);
    }

    /** Secrets Manager itself, on behalf of whoever may read or write a secret. */
    static KmsCall bySecretsManager(KeyPlace place, String operation) {
        return new KmsCall(
                new Caller(
                        place.account(),
                        place.region(),
                        "secretsmanager.amazonaws.com",
                        SECRETS_MANAGER,
                        Optional.of(SECRETS_MANAGER)),
                operation);
    }

    String account() {
        return caller.account();
    }

    String region() {
        return caller.region();
    }

    boolean viaSecretsManager() {
        return caller.service().filter(SECRETS_MANAGER::equals).isPresent();
    }

    /** The key, where its owner lets the caller do this with it. */
    KmsKey allowed(KmsKey key) {
        if (key.awsManaged() && !viaSecretsManager() && !ON_AWS_MANAGED_KEYS.contains(operation)) {
            throw denied(key.arn());
        }
        return key;
    }

    AwsException denied(String resource) {
        return new Action(caller, "kms:" + operation).denied(ErrorCode.ACCESS_DENIED, resource);
    }
}
