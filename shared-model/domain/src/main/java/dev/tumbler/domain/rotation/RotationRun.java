package dev.tumbler.domain.rotation;

import java.util.Optional;

/**
 * A rotation whose steps are to be run.
 *
 * @param secretArn the secret
 * @param token the client request token, which is the id of the pending version
 * @param function the ARN of the function that runs them; empty where a service rotates
 * @param test whether testSecret alone is to be run
 * @param attempt the number of this attempt, from 1 to {@link Rotation#MOST_TRIES}
 */
public record RotationRun(String secretArn, String token, Optional<String> function, boolean test, int attempt) {}
