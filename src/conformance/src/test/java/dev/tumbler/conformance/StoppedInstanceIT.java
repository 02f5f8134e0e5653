package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;

/** A DB instance that is stopped, started and rebooted: its server really ends, and comes back with all that it had. */
@OneProcess
class StoppedInstanceIT {
    private static final String NAME = "at-rest";
    private static final String STATE = "InvalidDBInstanceState";

    @TempDir
    Path folder;

    @Test
    void aStoppedInstanceStaysDownWithItsDataAndSecretUntilItIsStarted() {
        Path data = folder.resolve("data");
        RouterProcess router = RouterProcess.start(data);
        ManagedInstance running = ManagedInstance.create(router.clients(), NAME);
        int port = running.port();
        String secret = running.secret();
        try (Login login = new Login()) {
            login.execute(port, secret, "create table kept as select 42 as answer");
            stop(running);
            assertRefusedWhileStopped(running.aws().rds());
            running.aws().secrets().rotateSecret(each -> each.secretId(running.secretArn()));
            router.kill();

            try (RouterProcess next = RouterProcess.start(data)) {
                ManagedInstance instance = new ManagedInstance(next.clients(), NAME);
                assertAtRest(instance, port, secret);
                start(instance);
                instance.awaitRotated();
                assertThat(login.execute(port, instance.secret(), "select answer from kept"))
                        .isEqualTo(1);
                assertThat(login.attempt(port, secret)).isEqualTo(WRONG_PASSWORD);
                reboot(instance);
                assertThat(login.attempt(port, instance.secret())).isEqualTo(ACCEPTED);
                stop(instance);
                assertStartedBySevenDaysLater(next, instance);
                instance.delete();
            }
        }
    }

    private static void stop(ManagedInstance instance) {
        int port = instance.port();
        assertThat(instance.aws()
                        .rds()
                        .stopDBInstance(each -> each.dbInstanceIdentifier(NAME))
                        .dbInstance()
                        .dbInstanceStatus())
                .isEqualTo("stopping");
        instance.awaitStatus("stopped");
        Leftovers.assertNobodyListens(port);
    }

    private static void start(ManagedInstance instance) {
        assertThat(instance.aws()
                        .rds()
                        .startDBInstance(each -> each.dbInstanceIdentifier(NAME))
                        .dbInstance()
                        .dbInstanceStatus())
                .isEqualTo("starting");
        instance.awaitAvailable();
        assertRefused(
                () -> instance.aws().rds().startDBInstance(each -> each.dbInstanceIdentifier(NAME)),
                STATE,
                "Instance at-rest is not stopped, it cannot be started.");
    }

    private static void reboot(ManagedInstance instance) {
        assertThat(instance.aws()
                        .rds()
                        .rebootDBInstance(each -> each.dbInstanceIdentifier(NAME))
                        .dbInstance()
                        .dbInstanceStatus())
                .isEqualTo("rebooting");
        instance.awaitAvailable();
    }

    private static void assertStartedBySevenDaysLater(RouterProcess router, ManagedInstance instance) {
        Duration left = Duration.between(
                InstantSource.system().instant(), instance.describe().automaticRestartTime());
        assertThat(left).isBetween(Duration.ofDays(7).minusMinutes(2), Duration.ofDays(7));
        router.advanceClock(Duration.ofDays(7));
        instance.awaitAvailable();
        assertThat(instance.describe().automaticRestartTime()).isNull();
    }

    private static void assertRefusedWhileStopped(RdsClient rds) {
        assertRefused(
                () -> rds.stopDBInstance(each -> each.dbInstanceIdentifier(NAME)),
                STATE,
                "Instance at-rest is not in available state.");
        assertRefused(
                () -> rds.rebootDBInstance(each -> each.dbInstanceIdentifier(NAME)),
                STATE,
                "Can only reboot db instances with state in: available, storage-optimization,"
                        + " incompatible-credentials, incompatible-parameters.");
        assertRefused(
                () -> rds.modifyDBInstance(each -> each.dbInstanceIdentifier(NAME)
                        .rotateMasterUserPassword(true)
                        .applyImmediately(true)),
                STATE,
                "You can't modify a stopped DB instance. Start the DB instance, and then modify it.");
    }

    /** The rotation that was asked for meanwhile waits, and the secret keeps its value. */
    private static void assertAtRest(ManagedInstance instance, int port, String secret) {
        assertThat(instance.describe().dbInstanceStatus()).isEqualTo("stopped");
        Leftovers.assertNobodyListens(port);
        assertThat(instance.describe().masterUserSecret().secretStatus()).isEqualTo("rotating");
        assertThat(instance.secret()).isEqualTo(secret);
    }
}
