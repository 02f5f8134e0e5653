package dev.tumbler.domain.secret;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.policy.PolicyText;
import dev.tumbler.domain.policy.PolicyValidation;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.Optional;

/** Decisions on the resource policy of a secret. They are open to everybody, also where a service manages the secret. */
public final class SecretPolicy {
    private SecretPolicy() {}

    /** PutResourcePolicy: the new policy takes the place of the one before. */
    public static Decision<Secret, Secret> put(
            Secret stored, PolicyText policy, boolean blockPublicPolicy, Caller caller, Instant now) {
        Secret secret = stored.changeable();
        PolicyValidation.check(policy, secret.arn(), caller, blockPublicPolicy);
        return written(secret, Optional.of(policy.text()), now);
    }

    /** DeleteResourcePolicy: where there is none it changes nothing and succeeds. */
    public static Decision<Secret, Secret> delete(Secret stored, Instant now) {
        Secret secret = stored.changeable();
        return secret.sharing().policy().isEmpty() ? Decision.keep(secret) : written(secret, Optional.empty(), now);
    }

    private static Decision<Secret, Secret> written(Secret secret, Optional<String> policy, Instant now) {
        Secret next =
                secret.with(secret.sharing().with(policy)).with(secret.dates().changedAt(now));
        return Decision.write(next, next);
    }
}
