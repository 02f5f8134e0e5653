package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableSecretStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A listing of many secrets is whole, whatever is added while it is read. */
public abstract class ListingContract {
    static final int SECRETS = 100_000;

    private static final int PAGE = 100;
    private static final int AT_ONCE = 256;
    private static final String ADDED = "added/";

    private final String region = Samples.region();

    protected abstract Table table();

    /** How many secrets stand in the listing from the start; fewer where each takes long. */
    protected int secrets() {
        return SECRETS;
    }

    private SecretStore store() {
        return new TableSecretStore(table(), EventSink.NOBODY, new SecureRandom());
    }

    private CompletionStage<Secret> create(String name, long afterSeconds) {
        SecretId id = new SecretId(ACCOUNT, region, name);
        return store().update(
                        id,
                        stored -> SecretLifecycle.create(
                                stored, Samples.newSecret(id, Optional.empty()), NOW.plusSeconds(afterSeconds)));
    }

    private static String name(int number) {
        return "app-" + number % 7 + "/secret-" + number;
    }

    /** Several at once, one after the other in each line. */
    private void fill() {
        List<CompletableFuture<Secret>> lines = IntStream.range(0, AT_ONCE)
                .mapToObj(first -> line(first).toCompletableFuture())
                .toList();
        CompletableFuture.allOf(lines.toArray(CompletableFuture<?>[]::new)).join();
    }

    private CompletionStage<Secret> line(int number) {
        CompletionStage<Secret> created = create(name(number), number);
        return number + AT_ONCE < secrets()
                ? created.thenApplyAsync(done -> line(number + AT_ONCE)).thenCompose(Function.identity())
                : created;
    }

    @Test
    void pagesShowEverySecretOnceWhileManyAreAdded() {
        fill();
        Set<String> seen = new HashSet<>();
        List<String> standing = new ArrayList<>();
        List<CompletionStage<Secret>> adding = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<Secret> page = await(store().list(ACCOUNT, region, next, PAGE));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(PAGE);
            for (Secret secret : page.items()) {
                assertThat(seen.add(secret.id().name())).as(secret.id().name()).isTrue();
                if (!secret.id().name().startsWith(ADDED)) {
                    standing.add(secret.id().name());
                }
            }
            next = page.next();
            int added = adding.size();
            adding.add(create(ADDED + added, added));
            adding.add(create(ADDED + (added + 1), secrets() - added));
        } while (next.isPresent());

        adding.forEach(Stages::await);
        assertThat(standing)
                .containsExactlyElementsOf(IntStream.range(0, secrets())
                        .mapToObj(ListingContract::name)
                        .toList());
    }
}
