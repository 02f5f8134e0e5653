package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One of the four steps of a rotation.
 *
 * <p>{@code AWSPENDING} is the record of what a rotation means to do. It is written before the database is touched, so
 * a rotation that breaks off anywhere is finished by running the steps again from the first:
 *
 * <table>
 * <caption>What each step finds after a break, and what it does then</caption>
 * <tr><th>step</th><th>nothing done yet</th><th>already done</th></tr>
 * <tr><td>createSecret</td><td>stores a new value as AWSPENDING</td><td>keeps the pending value</td></tr>
 * <tr><td>setSecret</td><td>sets the pending password with the current one</td>
 *     <td>the pending password logs in: leaves the database alone</td></tr>
 * <tr><td>testSecret</td><td colspan="2">logs in with the pending password</td></tr>
 * <tr><td>finishSecret</td><td>moves AWSCURRENT</td><td>AWSCURRENT has moved: every step returns at once</td></tr>
 * </table>
 *
 * <p>At every moment the database accepts the AWSCURRENT or the AWSPENDING password.
 */
public abstract class RotationStep extends RotationHandler {
    private static final Logger LOG = Logger.getLogger(RotationStep.class);

    private final String name;
    private final SecretVersions versions;

    RotationStep(String name, SecretVersions versions) {
        this.name = name;
        this.versions = versions;
    }

    /** The step as events name it. */
    public final String name() {
        return name;
    }

    @Override
    public final Uni<Void> apply(RotationEvent event) {
        return versions.describe(event)
                .invoke(RotationStep::requireEnabled)
                .chain(secret -> isOpen(secret) ? run(secret) : Uni.createFrom().voidItem());
    }

    /** Does the step for a secret whose pending version is not yet current. */
    abstract Uni<Void> run(RotatingSecret secret);

    final SecretVersions versions() {
        return versions;
    }

    private static void requireEnabled(RotatingSecret secret) {
        if (secret.rotationDisabled()) {
            throw new RotationException("Secret %s is not enabled for rotation".formatted(secret.id()));
        }
    }

    /** Whether there is still something to do; fails for a version that is not in rotation. */
    boolean isOpen(RotatingSecret secret) {
        String token = secret.event().clientRequestToken();
        List<String> labels = secret.labelsOfNext()
                .orElseThrow(() -> new RotationException(
                        "Secret version %s has no stage for rotation of secret %s.".formatted(token, secret.id())));
        if (labels.contains(AWSCURRENT)) {
            LOG.infof("Secret version %s already set as AWSCURRENT for secret %s.", token, secret.id());
            return false;
        }
        if (!labels.contains(AWSPENDING)) {
            throw new RotationException(
                    "Secret version %s not set as AWSPENDING for rotation of secret %s.".formatted(token, secret.id()));
        }
        requireThisStep(secret.event());
        return true;
    }

    private void requireThisStep(RotationEvent event) {
        if (!name.equals(event.step())) {
            throw new RotationException(
                    "Invalid step parameter %s for secret %s".formatted(event.step(), event.secretId()));
        }
    }
}
