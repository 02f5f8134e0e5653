package dev.tumbler.store;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Secrets over a table. */
public final class TableSecretStore implements SecretStore {
    private final Table table;
    private final Updates updates;

    /**
     * Secrets in this table.
     *
     * @param random draws ids of writes and pauses; safe to use by several threads at once, such as a SecureRandom
     */
    public TableSecretStore(Table table, EventSink events, RandomGenerator random) {
        this.table = table;
        this.updates = new Updates(table, events, random);
    }

    @Override
    public CompletionStage<Optional<Current>> current(SecretId id) {
        return table.get(Keys.secret(id)).thenApply(item -> item.flatMap(TableSecretStore::readCurrent));
    }

    private static Optional<Current> readCurrent(Item main) {
        return SecretLayout.readSecret(main).map(secret -> new Current(secret, SecretLayout.readCurrent(main)));
    }

    @Override
    public CompletionStage<Optional<SealedValue>> value(SecretId id, String versionId) {
        return table.get(Keys.version(id, versionId)).thenApply(item -> item.map(SecretLayout::readVersion));
    }

    /** The stage itself fails with the very exception that the decision threw; a stage made from it wraps as usual. */
    @Override
    public <R> CompletionStage<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        return updates.update(new SecretLayout(id, table), decide);
    }

    /** A token that was never given out is refused at once, with AWS's error. */
    @Override
    public CompletionStage<Page<Secret>> list(String account, String region, Optional<String> after, int limit) {
        Query query = Query.of(Index.LISTING, Keys.secretListing(account, region), limit + 1)
                .after(after.map(PageToken::read));
        return ShardedRange.read(table, query)
                .thenApply(items -> PageToken.page(
                        items, limit, item -> SecretLayout.readSecret(item).orElseThrow()));
    }

    @Override
    public CompletionStage<List<SecretId>> due(Instant until, int limit) {
        Query query = Query.of(Index.WORK, Keys.DUE_SECRETS, limit).before(Keys.dueAfter(until));
        return ShardedRange.read(table, query)
                .thenApply(items -> items.stream().map(SecretLayout::readId).toList());
    }
}
