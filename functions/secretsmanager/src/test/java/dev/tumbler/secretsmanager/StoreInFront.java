package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store in front of another one, which it reads as it is: only writes are tampered with. */
interface StoreInFront extends SecretStore {

    SecretStore store();

    @Override
    default CompletionStage<Optional<Current>> current(SecretId id) {
        return store().current(id);
    }

    @Override
    default CompletionStage<Optional<SealedValue>> value(SecretId id, String versionId) {
        return store().value(id, versionId);
    }

    @Override
    default CompletionStage<Page<Secret>> list(String account, String region, Optional<String> after, int limit) {
        return store().list(account, region, after, limit);
    }

    @Override
    default CompletionStage<List<SecretId>> due(Instant until, int limit) {
        return store().due(until, limit);
    }
}
