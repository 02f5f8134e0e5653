package dev.tumbler.store.dynamodb;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.contract.LocalDynamoDb;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A lost connection is no failed write, although the SDK's client sends the request again by itself. */
class LostAnswerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SecretId ID = new SecretId("123456789012", "us-east-1", "lost");
    private static final int TIMES = 10;

    @Test
    void anUpdateWhoseAnswerIsLostOnTheWireHappensOnce() {
        assertUpdatedOnce(write -> write % 3 == 1);
    }

    @Test
    void anUpdateWhoseAnswerIsLostSeveralTimesHappensOnce() {
        assertUpdatedOnce(write -> write % 4 != 0);
    }

    private static void assertUpdatedOnce(IntPredicate loses) {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        LocalDynamoDb local = LocalDynamoDb.start();
        String name = "lost-" + System.nanoTime();
        await(TableDefinition.create(enhanced(local.client()), name));
        List<String> decided = new ArrayList<>();
        try (AnswerLosingProxy proxy = AnswerLosingProxy.start(local.endpoint(), loses);
                DynamoDbAsyncClient client =
                        LocalDynamoDb.clientBuilder(proxy.endpoint()).build()) {
            SecretStore store = new TableSecretStore(
                    new DynamoDbTable(enhanced(client), name, new SecureRandom()),
                    EventSink.NOBODY,
                    new SecureRandom());
            await(store.update(ID, stored -> SecretLifecycle.create(stored, newSecret(), NOW)));
            for (int i = 0; i < TIMES; i++) {
                await(store.update(ID, stored -> {
                    int tags = stored.orElseThrow()
                            .details()
                            .tags()
                            .orElse(Map.of())
                            .size();
                    decided.add("tag-" + tags);
                    return SecretLifecycle.tag(stored.orElseThrow(), Map.of("tag-" + tags, ""), NOW);
                }));
            }
            assertThat(await(store.current(ID))
                            .orElseThrow()
                            .secret()
                            .details()
                            .tags()
                            .orElseThrow())
                    .hasSize(TIMES);
            assertThat(decided).doesNotHaveDuplicates();
            assertThat(proxy.lost()).isPositive();
        }
    }

    private static DynamoDbEnhancedAsyncClient enhanced(DynamoDbAsyncClient client) {
        return DynamoDbEnhancedAsyncClient.builder().dynamoDbClient(client).build();
    }

    private static NewSecret newSecret() {
        Details details = new Details(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new NewSecret(ID, "AbCdEf", details, Optional.empty(), Optional.empty());
    }
}
