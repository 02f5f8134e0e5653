package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.Optional;

/**
 * What DeleteSecret asks for.
 *
 * @param windowDays the recovery window; empty where the caller named none
 * @param force whether the secret goes at once
 */
public record Deletion(Optional<Long> windowDays, boolean force) {

    /**
     * What DeleteSecret answers.
     *
     * @param date when the secret is gone for good
     */
    public record Deleted(String arn, String name, Instant date) {}

    public Deletion {
        if (force && windowDays.isPresent()) {
            throw AwsException.invalidParameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
    }

    /**
     * DeleteSecret. With force a secret that does not exist is deleted as if it did: AWS answers an ARN made up for it.
     *
     * @param suffix what a made-up ARN ends in
     */
    public Decision<Secret, Deleted> decide(
            Optional<Secret> stored, SecretArn asked, Caller caller, String suffix, Instant now) {
        Optional<Secret> named = stored.filter(asked::names);
        if (!force) {
            Decision<Secret, Secret> scheduled =
                    SecretLifecycle.schedule(Secret.found(named, asked), caller, windowDays, now);
            return scheduled.answering(deleted(scheduled.answer()));
        }
        return named.map(secret -> SecretLifecycle.erase(secret, caller)
                        .answering(new Deleted(secret.arn(), secret.id().name(), now)))
                .orElseGet(() -> Decision.keep(neverThere(asked, suffix, now)));
    }

    private static Deleted deleted(Secret secret) {
        return new Deleted(
                secret.arn(), secret.id().name(), secret.dates().deletion().orElseThrow());
    }

    private static Deleted neverThere(SecretArn asked, String suffix, Instant now) {
        String arn = SecretArn.format(asked.id(), asked.suffix().orElse(suffix));
        return new Deleted(arn, asked.id().name(), now);
    }
}
