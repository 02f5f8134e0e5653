package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The router is killed with {@code kill -9} at random moments; whatever it had acknowledged is there at the next start. */
@OwnRouter
class KillIT {
    private static final int LONGEST_ROTATION_MILLISECONDS = 400;

    @TempDir
    Path folder;

    @Test
    void aRotationThatIsKilledEndsAfterTheNextStart() {
        killDuringRotations(3, new Random().nextLong());
    }

    @Test
    @Tag("nightly")
    void fiftyRotationsThatAreKilledEndAfterTheNextStart() {
        killDuringRotations(50, new Random().nextLong());
    }

    private void killDuringRotations(int rounds, long seed) {
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        RouterProcess router = RouterProcess.start(data);
        ManagedInstance.create(router.clients(), "killed");
        for (int round = 0; round < rounds; round++) {
            ManagedInstance instance = new ManagedInstance(router.clients(), "killed");
            instance.startRotation();
            LockSupport.parkNanos(random.nextInt(LONGEST_ROTATION_MILLISECONDS) * 1_000_000L);
            router.kill();
            router = RouterProcess.start(data);
            assertRotationEnds(new ManagedInstance(router.clients(), "killed"), "seed " + seed + ", round " + round);
        }
        router.close();
    }

    private static void assertRotationEnds(ManagedInstance instance, String where) {
        instance.awaitRotated();
        try (Login login = new Login()) {
            assertThat(login.attempt(instance.port(), instance.secret()))
                    .as(where)
                    .isEqualTo(ACCEPTED);
        }
    }

    @Test
    void anInstanceWhoseCreationIsKilledBecomesAvailable() {
        Path data = folder.resolve("data");
        RouterProcess router = RouterProcess.start(data);
        router.clients().rds().createDBInstance(ManagedInstance.request("half-made"));
        LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
        router.kill();

        try (RouterProcess next = RouterProcess.start(data);
                Login login = new Login()) {
            ManagedInstance instance = new ManagedInstance(next.clients(), "half-made").awaitAvailable();
            assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void theDatabasesOfAKilledRouterEndWithIt() {
        RouterProcess router = RouterProcess.start(folder.resolve("data"));
        ManagedInstance.create(router.clients(), "orphan");
        var children = router.children();
        assertThat(children).isNotEmpty();

        router.kill();

        Await.until("the database processes end", Duration.ofSeconds(30), () -> children.stream()
                .noneMatch(ProcessHandle::isAlive));
    }
}
