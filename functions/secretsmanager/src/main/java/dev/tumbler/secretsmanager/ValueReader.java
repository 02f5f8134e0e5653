package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.PlainValue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads values for callers, and notes that they were read. */
@Singleton
public class ValueReader {
    private final Secrets secrets;
    private final Values values;
    private final AccessDates accessDates;

    @Inject
    public ValueReader(Secrets secrets, Values values, AccessDates accessDates) {
        this.secrets = secrets;
        this.values = values;
        this.accessDates = accessDates;
    }

    /** A version and its value. */
    record ReadValue(Secret secret, Version version, PlainValue value) {}

    /** The current value. */
    Uni<ReadValue> read(String secretId, Action action) {
        return read(secretId, action, Optional.empty(), Optional.empty());
    }

    Uni<ReadValue> read(String secretId, Action action, Optional<String> versionId, Optional<String> label) {
        return secrets.find(secretId, action).chain(found -> read(found, versionId, label));
    }

    private Uni<ReadValue> read(SecretStore.Current found, Optional<String> versionId, Optional<String> label) {
        Secret secret = found.secret();
        Version version = SecretValues.readable(secret, versionId, label);
        return values.open(found, version)
                .call(() -> accessDates.note(secret, version))
                .map(value -> new ReadValue(secret, version, value));
    }
}
