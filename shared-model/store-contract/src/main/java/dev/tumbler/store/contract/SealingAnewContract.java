package dev.tumbler.store.contract;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.CALLER;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.anew;
import static dev.tumbler.store.contract.Samples.newSecret;
import static dev.tumbler.store.contract.Samples.newValue;
import static dev.tumbler.store.contract.Samples.sealed;
import static dev.tumbler.store.contract.Samples.token;
import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.contract.FaultyTable.Fault;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value that a version has already takes another sealed form in one write with its secret, or keeps the one it has. */
public abstract class SealingAnewContract {
    private final SecretId id = new SecretId(ACCOUNT, Samples.region(), "prod/db");

    protected abstract Table table();

    private SecretStore store(Table over) {
        return new TableSecretStore(over, EventSink.NOBODY, new SecureRandom());
    }

    private SecretStore store() {
        return store(table());
    }

    private static Change.Write<Secret> sealingAnew(Secret secret, int... versions) {
        Map<String, SealedValue> anew = IntStream.of(versions)
                .boxed()
                .collect(Collectors.toMap(Samples::token, SealingAnewContract::underTheNewKey));
        return new Change.Write<>(secret, Map.of(), anew);
    }

    private static SealedValue underTheNewKey(int version) {
        return anew(sealed("value " + version), "new key");
    }

    private Function<Optional<Secret>, Decision<Secret, String>> sealAnew(int... versions) {
        return stored -> Decision.write(sealingAnew(stored.orElseThrow(), versions), "done");
    }

    private void moveCurrent(int from, int to) {
        await(store().update(
                        id,
                        stored -> SecretValues.moveLabel(
                                stored.orElseThrow(),
                                CALLER,
                                AWSCURRENT,
                                Optional.of(token(from)),
                                Optional.of(token(to)),
                                NOW)));
    }

    private Optional<SealedValue> current() {
        return await(store().current(id)).flatMap(SecretStore.Current::value);
    }

    private Optional<SealedValue> value(int version) {
        return await(store().value(id, token(version)));
    }

    /** Version 1 is the previous one, 2 is current, 3 has a label of its user. */
    @BeforeEach
    void create() {
        Optional<Secret> none = Optional.empty();
        await(store().update(
                        id,
                        stored -> SecretLifecycle.create(
                                none, newSecret(id, Optional.of(newValue(token(1), "value 1"))), NOW)));
        put(2);
        put(3, "label");
    }

    private void put(int version, String... labels) {
        await(store().update(
                        id,
                        stored -> SecretValues.put(
                                stored.orElseThrow(),
                                CALLER,
                                newValue(token(version), "value " + version),
                                List.of(labels),
                                NOW)));
    }

    @Test
    void eachValueIsSealedAnewInItsPlace() {
        await(store().update(id, sealAnew(1, 2)));

        assertThat(current()).contains(underTheNewKey(2));
        assertThat(value(2)).contains(underTheNewKey(2));
        assertThat(value(1)).contains(underTheNewKey(1));
        assertThat(value(3)).contains(sealed("value 3"));
    }

    @Test
    void itIsMovedSealedOnceMoreAndErasedAsAnyOther() {
        await(store().update(id, sealAnew(1, 2)));
        await(store().update(id, sealAnew(1, 3)));
        moveCurrent(2, 1);
        assertThat(current()).contains(underTheNewKey(1));
        assertThat(value(3)).contains(underTheNewKey(3));

        await(store().update(id, stored -> SecretLifecycle.erase(stored.orElseThrow(), CALLER)));

        assertThat(List.of(1, 2, 3))
                .allSatisfy(version -> assertThat(value(version)).isEmpty());
    }

    @Test
    void theWriteWhoseAnswerWasLostIsDoneOnce() {
        await(store(new FaultyTable(table(), () -> Fault.LOST_AFTER)).update(id, sealAnew(1, 2)));

        assertThat(current()).contains(underTheNewKey(2));
        assertThat(value(1)).contains(underTheNewKey(1));
    }

    @Test
    void aRefusedWriteLeavesEveryValueAsItWas() {
        awaitFailure(store(new FaultyTable(table(), () -> Fault.REFUSED)).update(id, sealAnew(1, 2)));

        assertThat(current()).contains(sealed("value 2"));
        assertThat(value(1)).contains(sealed("value 1"));
        assertThat(value(2)).contains(sealed("value 2"));
    }

    @Test
    void aVersionWithoutAValueGetsNone() {
        Throwable failure = awaitFailure(store().update(id, sealAnew(1, 9)));

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.failure())
                .isInstanceOf(StoreFailure.Conflict.class));
        assertThat(value(9)).isEmpty();
        assertThat(value(1)).contains(sealed("value 1"));
    }
}
