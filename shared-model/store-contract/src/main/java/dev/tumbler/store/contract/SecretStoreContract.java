package dev.tumbler.store.contract;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.CALLER;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.newSecret;
import static dev.tumbler.store.contract.Samples.newValue;
import static dev.tumbler.store.contract.Samples.sealed;
import static dev.tumbler.store.contract.Samples.token;
import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretUpdate;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableSecretStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store of secrets promises over any table. */
public abstract class SecretStoreContract {
    private final String region = Samples.region();
    private final SecretId id = id("prod/db");
    private final Queue<DomainEvent> told = new ConcurrentLinkedQueue<>();

    protected abstract Table table();

    private SecretStore store() {
        return new TableSecretStore(table(), EventSink.to(told::addAll), new SecureRandom());
    }

    private SecretId id(String name) {
        return new SecretId(ACCOUNT, region, name);
    }

    private Secret create(SecretId secret, Optional<NewValue> value, Instant now) {
        return await(store().update(secret, stored -> SecretLifecycle.create(stored, newSecret(secret, value), now)));
    }

    private void createWith(int version) {
        create(id, Optional.of(newValue(token(version), "value " + version)), NOW);
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

    private Optional<SealedValue> current() {
        return await(store().current(id)).flatMap(SecretStore.Current::value);
    }

    private Optional<SealedValue> value(int version) {
        return await(store().value(id, token(version)));
    }

    private List<String> dueNames(Instant until) {
        return await(store().due(until, 1000)).stream()
                .filter(secret -> secret.region().equals(region))
                .map(SecretId::name)
                .toList();
    }

    private void erase() {
        await(store().update(id, stored -> SecretLifecycle.erase(stored.orElseThrow(), CALLER)));
    }

    @Test
    void aCreatedSecretIsReadWithItsCurrentValue() {
        createWith(1);

        SecretStore.Current read = await(store().current(id)).orElseThrow();

        assertThat(read.secret().versions().current().orElseThrow().id()).isEqualTo(token(1));
        assertThat(read.value()).contains(sealed("value 1"));
        assertThat(value(1)).contains(sealed("value 1"));
    }

    @Test
    void aSecretWithoutAValueHasNone() {
        create(id, Optional.empty(), NOW);

        assertThat(await(store().current(id))).isPresent();
        assertThat(current()).isEmpty();
        assertThat(value(1)).isEmpty();
    }

    @Test
    void whatWasNeverCreatedIsAbsent() {
        assertThat(await(store().current(id))).isEmpty();
        assertThat(value(1)).isEmpty();
    }

    @Test
    void aNewValueBecomesCurrentAndTheOldOneStays() {
        createWith(1);
        put(2);

        assertThat(current()).contains(sealed("value 2"));
        assertThat(value(1)).contains(sealed("value 1"));
        assertThat(value(2)).contains(sealed("value 2"));
    }

    @Test
    void aPendingValueLeavesTheCurrentOne() {
        createWith(1);
        put(2, "AWSPENDING");

        assertThat(current()).contains(sealed("value 1"));
        assertThat(value(2)).contains(sealed("value 2"));
    }

    @Test
    void movingTheLabelBringsTheOlderValueBack() {
        createWith(1);
        put(2);

        await(store().update(
                        id,
                        stored -> SecretValues.moveLabel(
                                stored.orElseThrow(),
                                CALLER,
                                AWSCURRENT,
                                Optional.of(token(2)),
                                Optional.of(token(1)),
                                NOW)));

        assertThat(current()).contains(sealed("value 1"));
        assertThat(value(2)).contains(sealed("value 2"));
    }

    @Test
    void aChangeOfAnythingElseKeepsTheCurrentValue() {
        createWith(1);

        await(store().update(id, stored -> SecretLifecycle.tag(stored.orElseThrow(), Map.of("a", "b"), NOW)));

        assertThat(current()).contains(sealed("value 1"));
    }

    @Test
    void aStoredValueNeverChanges() {
        createWith(1);

        Throwable failure = awaitFailure(store().update(
                        id,
                        stored -> Decision.write(stored.orElseThrow(), Map.of(token(1), sealed("another")), "done")));

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.failure())
                .isInstanceOf(StoreFailure.Conflict.class));
        assertThat(value(1)).contains(sealed("value 1"));
        assertThat(current()).contains(sealed("value 1"));
    }

    @Test
    void aVersionThatIsPrunedTakesItsValueWithIt() {
        createWith(0);
        IntStream.range(1, 100).forEach(version -> put(version, "label"));
        Instant later = NOW.plus(Duration.ofDays(2));

        await(store().update(
                        id,
                        stored -> SecretValues.put(
                                stored.orElseThrow(),
                                CALLER,
                                newValue(token(100), "value 100"),
                                List.of("label"),
                                later)));

        assertThat(value(1)).isEmpty();
        assertThat(value(2)).contains(sealed("value 2"));
        assertThat(current()).contains(sealed("value 0"));
    }

    @Test
    void anErasedSecretLeavesNothing() {
        createWith(1);
        put(2);

        erase();

        assertThat(await(store().current(id))).isEmpty();
        assertThat(value(1)).isEmpty();
        assertThat(value(2)).isEmpty();
        assertThat(await(store().list(ACCOUNT, region, Optional.empty(), 10)).items())
                .isEmpty();
    }

    @Test
    void aSecretOfTheMostVersionsIsErasedAndMadeAnew() {
        createWith(0);
        IntStream.range(1, 100).forEach(version -> put(version, "label"));

        erase();

        assertThat(await(store().current(id))).isEmpty();
        IntStream.range(0, 100).forEach(version -> assertThat(value(version)).isEmpty());
        assertThat(dueNames(NOW)).isEmpty();
        createWith(99);
        assertThat(current()).contains(sealed("value 99"));
    }

    @Test
    void namesThatHoldTheSeparatorMeetNobody() {
        SecretId one = new SecretId(ACCOUNT, region + "#a", "b");
        SecretId other = new SecretId(ACCOUNT, region, "a#b");
        SecretId escaped = new SecretId(ACCOUNT, region + "%23a", "b");

        for (SecretId each : List.of(one, other, escaped)) {
            create(each, Optional.empty(), NOW);
        }

        for (SecretId each : List.of(one, other, escaped)) {
            assertThat(await(store().current(each)).orElseThrow().secret().id()).isEqualTo(each);
            assertThat(await(store().list(ACCOUNT, each.region(), Optional.empty(), 10))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void aListingIsOldestFirstAndThenByName() {
        create(id("c"), Optional.empty(), NOW.plusNanos(1));
        create(id("b"), Optional.empty(), NOW);
        create(id("a"), Optional.empty(), NOW);
        create(id("d"), Optional.empty(), NOW.minusSeconds(1_000_000_000));

        Page<Secret> page = await(store().list(ACCOUNT, region, Optional.empty(), 10));

        assertThat(page.items()).extracting(secret -> secret.id().name()).containsExactly("d", "a", "b", "c");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void pagesShowEverySecretOnceWhileOthersAreAdded() {
        for (int i = 0; i < 25; i++) {
            create(id("secret-" + i), Optional.empty(), NOW.plusSeconds(i));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.empty();
        int page = 0;
        do {
            Page<Secret> read = await(store().list(ACCOUNT, region, next, 5));
            read.items().forEach(secret -> seen.add(secret.id().name()));
            next = read.next();
            create(id("added-" + page++), Optional.empty(), NOW.minusSeconds(1));
        } while (next.isPresent());

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "secret-" + i).toList());
    }

    @Test
    void aPageTokenThatWasNeverGivenOutIsRefused() {
        Throwable failure = Stages.thrownBy(() -> store().list(ACCOUNT, region, Optional.of("!"), 10));

        assertThat(failure).isInstanceOfSatisfying(AwsException.class, refused -> assertThat(refused.code())
                .isEqualTo(ErrorCode.INVALID_NEXT_TOKEN));
    }

    @Test
    void whatIsDueIsFoundFromItsMomentOn() {
        createWith(1);
        create(id("idle"), Optional.empty(), NOW);
        Instant purge = NOW.plus(Duration.ofDays(7));

        await(store().update(
                        id, stored -> SecretLifecycle.schedule(stored.orElseThrow(), CALLER, Optional.of(7L), NOW)));

        assertThat(dueNames(purge.minusNanos(1))).isEmpty();
        assertThat(dueNames(purge)).containsExactly(id.name());
        await(store().update(id, stored -> SecretLifecycle.purge(stored, purge)));
        assertThat(dueNames(purge)).isEmpty();
        assertThat(value(1)).isEmpty();
    }

    @Test
    void whatIsRestoredIsNoLongerDue() {
        createWith(1);
        await(store().update(
                        id, stored -> SecretLifecycle.schedule(stored.orElseThrow(), CALLER, Optional.of(7L), NOW)));

        await(store().update(id, stored -> SecretLifecycle.restore(stored.orElseThrow(), NOW)));

        assertThat(dueNames(NOW.plus(Duration.ofDays(30)))).isEmpty();
        assertThat(current()).contains(sealed("value 1"));
    }

    @Test
    void theEventsOfADecisionAreToldOnceItIsWritten() {
        DomainEvent event = new DomainEvent.RotationStarted(id, "arn", token(1));

        await(store().update(id, stored -> SecretLifecycle.create(stored, newSecret(id, Optional.empty()), NOW)
                .and(event)));

        assertThat(told).containsExactly(event);
    }

    @Test
    void whatADecisionThrowsComesBackAsItIs() {
        RuntimeException thrown = AwsException.invalidRequest("no");

        Throwable failure = awaitFailure(store().update(id, stored -> {
            throw thrown;
        }));

        assertThat(failure).isSameAs(thrown);
        assertThat(told).isEmpty();
    }

    @Test
    void aSecretLargerThanAnItemIsRefused() {
        createWith(1);

        Throwable failure = awaitFailure(store().update(
                        id,
                        stored -> SecretValues.update(
                                stored.orElseThrow(),
                                CALLER,
                                new SecretUpdate(
                                        Optional.of("d".repeat(Table.MOST_ITEM_BYTES)),
                                        Optional.empty(),
                                        Optional.empty()),
                                NOW)));

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.failure())
                .isInstanceOf(StoreFailure.TooLarge.class));
        assertThat(current()).contains(sealed("value 1"));
    }
}
