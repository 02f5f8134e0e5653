package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;

/** Events outlive the stand-in until their function has had them. */
class EventInvocationsTest {
    private static final String EVENT = "{\"password\":\"of somebody\"}";

    @TempDir
    Path folder;

    private LambdaFixture lambda;
    private Puppet puppet;

    @BeforeEach
    void open() {
        lambda = new LambdaFixture(functions());
        puppet = new Puppet(folder);
        puppet.create(lambda, 20);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private Path functions() {
        return folder.resolve("functions");
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.list(functions().resolve("events"))) {
            return files.toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void awaitKept(Predicate<List<Path>> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.test(kept())) {
            assertThat(System.nanoTime()).as("kept: " + kept()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Takes the event that waits, and answers or reports an error. */
    private String handle(String outcome) throws Exception {
        String address = puppet.address();
        HttpResponse<String> invocation = puppet.next(address);
        assertThat(invocation.body()).isEqualTo(EVENT);
        String id = Puppet.requestId(invocation);
        assertThat(puppet.post(address, "invocation/" + id + "/" + outcome, "{}"))
                .isEqualTo(202);
        return id;
    }

    private byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void anEventIsKeptSealedUntilTheFunctionHasHadIt() throws Exception {
        lambda.send(Puppet.NAME, EVENT);
        assertThat(kept()).hasSize(1).allSatisfy(file -> assertThat(
                        new String(content(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("password", Puppet.NAME));
        handle("response");
        awaitKept(List::isEmpty);
    }

    @Test
    void anEventThatIsCutOffIsHandedOverAfterTheNextStart() throws Exception {
        lambda.send(Puppet.NAME, EVENT);
        String cutOff = Puppet.requestId(puppet.next(puppet.address()));
        lambda.restart();
        assertThat(handle("response")).isEqualTo(cutOff);
        awaitKept(List::isEmpty);
    }

    @Test
    void anEventThatFailedIsTriedTwiceAgainAndThenGivenUp() throws Exception {
        lambda.send(Puppet.NAME, EVENT);
        for (int attempt = 0; attempt < 2; attempt++) {
            byte[] before = content(kept().get(0));
            handle("error");
            // while it is written anew there are two
            awaitKept(files -> files.size() == 1 && !Arrays.equals(content(files.get(0)), before));
            lambda.restart();
        }
        handle("error");
        awaitKept(List::isEmpty);
    }

    @Test
    void anEventOfYesterdayIsTriedOnceMoreAndThenGivenUp() throws Exception {
        lambda.send(Puppet.NAME, EVENT);
        puppet.next(puppet.address());
        lambda.machineAhead = Duration.ofHours(7);
        lambda.restart();
        handle("error");
        awaitKept(List::isEmpty);
    }

    @Test
    void anEventForAFunctionThatIsGoneIsGivenUp() throws Exception {
        lambda.send(Puppet.NAME, EVENT);
        handle("error");
        lambda.call(
                new DeleteFunctionHandler(lambda.lambda),
                DeleteFunctionRequest.builder().functionName(Puppet.NAME).build());
        lambda.restart();
        awaitKept(List::isEmpty);
    }

    @Test
    void anEventThatWasHalfWrittenIsRemoved() throws Exception {
        Path events = Files.createDirectories(functions().resolve("events"));
        Files.write(events.resolve("request.unfinished"), new byte[] {1});
        lambda.restart();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aStopLeavesNoTimer() throws Exception {
        lambda.send(Puppet.NAME, EVENT);
        byte[] before = content(kept().get(0));
        handle("error");
        awaitKept(files -> files.size() == 1 && !Arrays.equals(content(files.get(0)), before));

        lambda.lambda.close();

        assertThat(lambda.timers.live()).isEmpty();
    }
}
