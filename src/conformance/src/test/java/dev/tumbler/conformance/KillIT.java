package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The router is killed with {@code kill -9} at random moments; whatever it had acknowledged is there at the next start. */
@OwnRouter
class KillIT {
    private static final int LONGEST_ROTATION_MILLISECONDS = 400;
    private static final int LONGEST_CREATION_MILLISECONDS = 3000;
    private static final int LONGEST_REMOVAL_MILLISECONDS = 600;

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
            router = killedAfter(random.nextInt(LONGEST_ROTATION_MILLISECONDS), router, data);
            assertRotationEnds(new ManagedInstance(router.clients(), "killed"), "seed " + seed + ", round " + round);
        }
        router.close();
    }

    private static void assertRotationEnds(ManagedInstance instance, String where) {
        instance.awaitRotated();
        assertLogsIn("postgres", instance, where);
    }

    @Test
    void anInstanceWhoseCreationAndRemovalAreKilledIsThereAndThenGone() {
        killDuringCreationAndRemoval("postgres", 1, new Random().nextLong());
    }

    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"postgres", "mariadb"})
    void twentyInstancesWhoseCreationAndRemovalAreKilledAreThereAndThenGone(String engine) {
        killDuringCreationAndRemoval(engine, 20, new Random().nextLong());
    }

    private void killDuringCreationAndRemoval(String engine, int rounds, long seed) {
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        RouterProcess router = RouterProcess.start(data);
        for (int round = 0; round < rounds; round++) {
            ManagedInstance.begin(router.clients(), "passing", engine);
            router = killedAfter(random.nextInt(LONGEST_CREATION_MILLISECONDS), router, data);
            ManagedInstance instance = new ManagedInstance(router.clients(), "passing").awaitAvailable();
            int port = instance.port();
            assertLogsIn(engine, instance, "seed " + seed + ", round " + round);

            instance.beginDeletion();
            router = killedAfter(random.nextInt(LONGEST_REMOVAL_MILLISECONDS), router, data);
            new ManagedInstance(router.clients(), "passing").awaitGone();
            new Leftovers(router, data).assertNoneOn(List.of(port));
        }
        router.close();
    }

    @Test
    void aClusterWhoseLifeIsKilledIsThereRotatedAndThenGone() {
        killDuringLivesOfClusters(1, new Random().nextLong());
    }

    @Test
    @Tag("nightly")
    void twentyClustersWhoseLivesAreKilledAreThereRotatedAndThenGone() {
        killDuringLivesOfClusters(20, new Random().nextLong());
    }

    private void killDuringLivesOfClusters(int rounds, long seed) {
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        RouterProcess router = RouterProcess.start(data);
        for (int round = 0; round < rounds; round++) {
            String where = "seed " + seed + ", round " + round;
            ManagedCluster.begin(router.clients(), "passing", "writer", "reader");
            router = killedAfter(random.nextInt(LONGEST_CREATION_MILLISECONDS), router, data);
            ManagedCluster cluster = assertWhole(router, where);
            String before = cluster.secret();

            cluster.startRotation();
            router = killedAfter(random.nextInt(LONGEST_ROTATION_MILLISECONDS), router, data);
            cluster = assertWhole(router, where);
            assertThat(cluster.secret()).as(where).isNotEqualTo(before);

            int port = cluster.port();
            removeMembers(cluster);
            cluster.beginDeletion();
            router = killedAfter(random.nextInt(LONGEST_REMOVAL_MILLISECONDS), router, data);
            new ManagedCluster(router.clients(), "passing").awaitGone();
            assertThat(router.clients().rds().describeDBInstances().dbInstances())
                    .as(where)
                    .isEmpty();
            new Leftovers(router, data).assertNoneOn(List.of(port));
        }
        router.close();
    }

    /** The cluster with both members and a secret that is not impaired and opens its server. */
    private static ManagedCluster assertWhole(RouterProcess router, String where) {
        ManagedCluster cluster = new ManagedCluster(router.clients(), "passing").awaitAvailable();
        assertThat(cluster.members()).as(where).containsExactly("writer", "reader");
        assertThat(cluster.describe().masterUserSecret().secretStatus())
                .as(where)
                .isEqualTo("active");
        try (Login login = new Login()) {
            assertThat(login.attempt(cluster.port(), cluster.secret()))
                    .as(where)
                    .isEqualTo(ACCEPTED);
        }
        return cluster;
    }

    private static void removeMembers(ManagedCluster cluster) {
        for (String member : cluster.members()) {
            cluster.aws().rds().deleteDBInstance(each -> each.dbInstanceIdentifier(member));
        }
    }

    private static RouterProcess killedAfter(int milliseconds, RouterProcess router, Path data) {
        LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
        router.kill();
        return RouterProcess.start(data);
    }

    private static void assertLogsIn(String engine, ManagedInstance instance, String where) {
        try (Login login = engine.equals("postgres") ? new Login() : Login.onMariaDb()) {
            assertThat(login.attempt(instance.port(), instance.secret()))
                    .as(where)
                    .isEqualTo(ACCEPTED);
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
