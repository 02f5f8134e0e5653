package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.store.WriteOutcome;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a table promises around the moment at which its writes become durable. */
class CommitTest {
    private final CountDownLatch committing = new CountDownLatch(1);
    private final CountDownLatch mayCommit = new CountDownLatch(1);
    private volatile boolean failing;
    private final EmbeddedTable table = EmbeddedTable.started(new SteeredEngine());

    /** An engine whose first commit waits, and that fails when it is told to. */
    private final class SteeredEngine implements Engine {
        private final Engine memory = new MemoryEngine();

        @Override
        public MVStore store() {
            return memory.store();
        }

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public void commit() {
            committing.countDown();
            awaitUninterrupted(mayCommit);
            if (failing) {
                throw new IllegalStateException("the disk is full");
            }
            memory.commit();
        }

        @Override
        public boolean hasRoomFor(long bytes) {
            return memory.hasRoomFor(bytes);
        }

        @Override
        public boolean reopen() {
            return memory.reopen();
        }

        @Override
        public boolean compact() {
            return memory.compact();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        mayCommit.countDown();
        table.close();
    }

    @Test
    void nobodySeesAWriteBeforeItIsDurable() {
        CompletionStage<WriteOutcome> writing = table.write(Items.put("a", 1));
        awaitUninterrupted(committing);

        assertThat(await(table.get(Items.key("a")))).isEmpty();

        mayCommit.countDown();
        assertThat(await(writing)).isInstanceOf(WriteOutcome.Written.class);
        assertThat(await(table.get(Items.key("a")))).isPresent();
    }

    @Test
    void aConflictIsAnsweredOnlyWhenWhatItShowsIsDurable() {
        table.write(Items.put("a", 1));
        awaitUninterrupted(committing);
        CompletionStage<WriteOutcome> lost = table.write(Items.put("a", 1));

        assertThat(lost.toCompletableFuture()).isNotDone();

        mayCommit.countDown();
        assertThat(await(lost)).isInstanceOf(WriteOutcome.Conflict.class);
    }

    @Test
    void afterAFailedCommitTheOutcomeIsUnknownAndNothingMoreIsWritten() {
        failing = true;
        CompletionStage<WriteOutcome> first = table.write(Items.put("a", 1));
        awaitUninterrupted(committing);
        List<CompletionStage<WriteOutcome>> waiting =
                List.of(table.write(Items.put("b", 1)), table.write(Items.put("c", 1)));
        mayCommit.countDown();

        assertThat(await(first)).isInstanceOf(WriteOutcome.Unknown.class);
        waiting.forEach(refused -> assertThat(awaitFailure(refused)).hasRootCauseMessage("the disk is full"));
        failing = false;
        assertThat(awaitFailure(table.write(Items.put("d", 1))))
                .isInstanceOf(StoreException.class)
                .hasRootCauseMessage("the disk is full");
        assertThat(table.trouble()).contains("The store memory takes no writes, as one failed: the disk is full");
        assertThat(await(table.get(Items.key("a")))).isEmpty();
    }

    @Test
    void aClosedTableRefusesToReadAndWrite() {
        mayCommit.countDown();
        table.close();

        assertThat(awaitFailure(table.get(Items.key("a")))).hasMessage("the table is closed");
        assertThat(awaitFailure(table.write(Items.put("a", 1)))).hasMessage("the table is closed");
    }

    @Test
    void whatWasSubmittedBeforeClosingIsAnswered() {
        CompletionStage<WriteOutcome> writing = table.write(Items.put("a", 1));
        mayCommit.countDown();

        table.close();

        assertThat(await(writing)).isInstanceOf(WriteOutcome.Written.class);
    }
}
