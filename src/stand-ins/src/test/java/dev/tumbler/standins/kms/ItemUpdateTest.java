package dev.tumbler.standins.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;

/** Updates over a table that loses races and answers. */
class ItemUpdateTest {

    /** What befalls the next write. */
    private enum Fault {
        LOST_BEFORE,
        LOST_AFTER,
        CONFLICT
    }

    private final Deque<Fault> faults = new ArrayDeque<>();
    private Runnable afterLostAnswer = () -> {};
    private int writes;
    private final KmsFixture kms = new KmsFixture(Disturbed::new);

    private final class Disturbed implements Table {
        private final Table table;

        Disturbed(Table table) {
            this.table = table;
        }

        @Override
        public CompletionStage<Optional<Item>> get(Key key) {
            return table.get(key);
        }

        @Override
        public CompletionStage<WriteOutcome> write(List<Write> batch) {
            writes++;
            Fault fault = faults.poll();
            if (fault == null) {
                return table.write(batch);
            }
            return switch (fault) {
                case CONFLICT -> CompletableFuture.completedStage(new WriteOutcome.Conflict(Map.of()));
                case LOST_BEFORE -> CompletableFuture.completedStage(lost());
                case LOST_AFTER -> table.write(batch).thenApply(written -> lost());
            };
        }

        private WriteOutcome lost() {
            afterLostAnswer.run();
            return new WriteOutcome.Unknown(new IllegalStateException("no answer"));
        }

        @Override
        public CompletionStage<List<Item>> query(Query query) {
            return table.query(query);
        }
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private void tag(KeyMetadata key, String name) {
        kms.call(
                new TagResourceHandler(kms.kms),
                TagResourceRequest.builder()
                        .keyId(key.keyId())
                        .tags(Tag.builder().tagKey(name).tagValue("x").build())
                        .build());
    }

    private Map<String, String> tags(KeyMetadata key) {
        return kms.kms
                .keys()
                .present(new KeyId(KmsFixture.ACCOUNT, "us-east-1", key.keyId()))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .tags();
    }

    @Test
    void aLostRaceIsRunAgain() {
        KeyMetadata key = kms.createKey();
        faults.addAll(List.of(Fault.CONFLICT, Fault.CONFLICT));
        tag(key, "a");
        assertThat(tags(key)).containsOnlyKeys("a");
    }

    @Test
    void aWriteWhoseAnswerWasLostHappenedOnce() {
        KeyMetadata key = kms.createKey();
        writes = 0;
        faults.add(Fault.LOST_AFTER);
        tag(key, "a");
        assertThat(writes).isEqualTo(1);
        assertThat(tags(key)).containsOnlyKeys("a");
    }

    @Test
    void aWriteThatNeverArrivedIsSentAgain() {
        faults.add(Fault.LOST_BEFORE);
        KeyMetadata key = kms.createKey();
        assertThat(kms.describe(key.keyId())).isEqualTo(key);
    }

    @Test
    void anotherWriteAfterALostAnswerIsKept() {
        KeyMetadata key = kms.createKey();
        faults.add(Fault.LOST_BEFORE);
        afterLostAnswer = () -> {
            afterLostAnswer = () -> {};
            tag(key, "other");
        };
        tag(key, "a");
        assertThat(tags(key)).containsOnlyKeys("other", "a");
    }

    @Test
    void anEndlessRaceEnds() {
        KeyMetadata key = kms.createKey();
        for (int i = 0; i < 60; i++) {
            faults.add(Fault.CONFLICT);
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> tag(key, "a"))
                .satisfies(failure -> assertThat(failure.failure()).isInstanceOf(StoreFailure.Conflict.class));
    }
}
