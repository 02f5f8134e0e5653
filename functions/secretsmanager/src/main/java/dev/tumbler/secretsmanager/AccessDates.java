package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.Change;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Notes on which day a version was last read. */
@Singleton
public class AccessDates {
    private static final Logger LOG = Logger.getLogger(AccessDates.class);

    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public AccessDates(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Notes a read, with one write on the first read of a day. A failure to note is logged and is not the reader's. */
    Uni<Void> note(Secret read, Version version) {
        Instant now = clock.instant();
        if (SecretValues.accessed(Optional.of(read), version.id(), now).change() instanceof Change.Keep<Secret>) {
            return Uni.createFrom().voidItem();
        }
        return secrets.updateAt(read.id(), stored -> SecretValues.accessed(stored, version.id(), now))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Could not note the read of %s", read.arn()))
                .onFailure()
                .recoverWithNull();
    }
}
