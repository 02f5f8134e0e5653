package dev.tumbler.secretsmanager;

import io.smallrye.mutiny.Uni;

/** The Lambda functions that rotate secrets, as far as RotateSecret has to know of them. */
public interface RotationFunctions {

    /** Whether the function is there, and lets Secrets Manager invoke it for the secret. */
    Uni<Boolean> invocable(String functionArn, String secretArn);
}
