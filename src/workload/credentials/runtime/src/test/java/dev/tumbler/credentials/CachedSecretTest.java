package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedSecretTest {
    private final World world = new World(true);

    @BeforeEach
    void begin() {
        world.secretsManager.put(Stage.CURRENT, "one");
        world.change("one");
    }

    private void rotate(String password) {
        world.change(password);
        world.secretsManager.put(Stage.CURRENT, password);
    }

    @Test
    void itIsReadOnceUntilItIsTooOld() {
        assertThat(world.get()).isEqualTo("one");
        world.secretsManager.put(Stage.CURRENT, "two");
        world.pass(World.MAX_AGE.minusMillis(1));
        assertThat(world.get()).isEqualTo("one");
        assertThat(world.requests()).isEqualTo(1);

        world.pass(Duration.ofMillis(1));
        assertThat(world.get()).isEqualTo("two");
        assertThat(world.requests()).isEqualTo(2);
    }

    @Test
    void aThousandCallersMakeOneRequest() {
        world.secretsManager.hold();
        List<CompletableFuture<Credentials>> callers = IntStream.range(0, 1000)
                .mapToObj(each -> world.secret.get().toCompletableFuture())
                .toList();
        assertThat(callers).noneMatch(CompletableFuture::isDone);

        world.secretsManager.answer();
        assertThat(callers).allMatch(each -> each.join().versionId().equals("one"));
        assertThat(world.requests()).isEqualTo(1);
    }

    @Test
    void aThousandRefusedLoginsMakeOneRequestToo() {
        Credentials old = World.join(world.secret.get());
        rotate("two");
        world.secretsManager.hold();
        List<CompletableFuture<Credentials>> callers = IntStream.range(0, 1000)
                .mapToObj(each ->
                        world.secret.afterRefusal(old, world.secret.deadline()).toCompletableFuture())
                .toList();

        world.secretsManager.answer();
        assertThat(callers).allMatch(each -> each.join().versionId().equals("two"));
        assertThat(world.requests()).isEqualTo(2);
    }

    @Test
    void aRefusedLoginReadsAtOnce() {
        world.login();
        rotate("two");

        assertThat(world.login()).isEqualTo("two");
        assertThat(world.pauses).isEmpty();
        assertThat(world.login()).isEqualTo("two");
        assertThat(world.refused).containsExactly("one");
    }

    @Test
    void inTheGapThePendingVersionIsTakenByAll() {
        world.login();
        world.secretsManager.put(Stage.PENDING, "two");
        world.change("two");

        assertThat(world.login()).isEqualTo("two");
        assertThat(world.login()).isEqualTo("two");
        assertThat(world.refused).containsExactly("one");
        assertThat(world.pauses).isEmpty();
    }

    @Test
    void aPendingVersionIsNotTriedWhileTheCurrentOneIsTaken() {
        world.secretsManager.put(Stage.PENDING, "two");
        world.login();
        world.pass(World.MAX_AGE);

        assertThat(world.login()).isEqualTo("one");
        assertThat(world.refused).isEmpty();
    }

    @Test
    void whereThePendingVersionIsNotFollowedTheLabelIsWaitedFor() {
        World patient = new World(false);
        patient.secretsManager.put(Stage.CURRENT, "one");
        patient.change("one");
        patient.login();
        patient.secretsManager.put(Stage.PENDING, "two");
        patient.change("two");
        patient.duringAPause(() -> {});
        patient.duringAPause(() -> patient.secretsManager.put(Stage.CURRENT, "two"));

        assertThat(patient.login()).isEqualTo("two");
        assertThat(patient.pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    /** The rotation was given up, and the old password put back. */
    @Test
    void fromAPendingVersionThereIsAWayBack() {
        world.login();
        world.secretsManager.put(Stage.PENDING, "two");
        world.change("two");
        world.login();
        world.secretsManager.remove(Stage.PENDING);
        world.change("one");

        assertThat(world.login()).isEqualTo("one");
    }

    @Test
    void usersThatTakeTurnsAreNeverRefused() {
        world.secretsManager.putValue(Stage.CURRENT, "v1", "{\"username\":\"orders\",\"password\":\"same\"}");
        world.change("same");
        world.login();
        world.secretsManager.putValue(Stage.CURRENT, "v2", "{\"username\":\"orders_clone\",\"password\":\"same\"}");

        assertThat(world.login()).isEqualTo("v1");
        world.pass(World.MAX_AGE);
        assertThat(world.login()).isEqualTo("v2");
        assertThat(world.refused).isEmpty();
    }

    @Test
    void pausesGrowAndAreShared() {
        world.login();
        world.change("unknown");

        assertThatThrownBy(world::login)
                .hasMessage("The secret orders/database has no version that the database takes");
        assertThat(world.pauses)
                .startsWith(
                        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400))
                .endsWith(Pauses.LONGEST);
    }

    @Test
    void whatTheDatabaseRefusedForAWhileIsTriedAgain() {
        world.login();
        world.change("unknown");
        world.duringAPause(() -> {});
        world.duringAPause(() -> world.change("one"));

        assertThat(world.login()).isEqualTo("one");
        assertThat(world.pauses).hasSize(2);
    }

    @Test
    void anImpairedSecretStillHasItsCurrentVersion() {
        world.login();
        world.secretsManager.put(Stage.PENDING, "never set");
        world.pass(World.MAX_AGE);

        assertThat(world.login()).isEqualTo("one");
    }
}
