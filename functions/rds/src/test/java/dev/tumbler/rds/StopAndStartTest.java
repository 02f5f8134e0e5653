package dev.tumbler.rds;

import static dev.tumbler.domain.ErrorCode.INVALID_DB_INSTANCE_STATE;
import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.event.DomainEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.StartDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceResponse;

/** The wish to have a server up or down is stored first, and whatever happens the server follows it. */
class StopAndStartTest {
    private final RdsFixture rds = new RdsFixture();

    @BeforeEach
    void create() {
        await(rds.create.apply(DatabaseLifeTest.managed("one").build(), CALL));
        rds.converge("one");
    }

    @AfterEach
    void close() {
        rds.close();
    }

    private Uni<StopDbInstanceResponse> stop() {
        return rds.stop.apply(
                StopDbInstanceRequest.builder().dbInstanceIdentifier("ONE").build(), CALL);
    }

    private void start() {
        await(rds.start.apply(
                StartDbInstanceRequest.builder().dbInstanceIdentifier("one").build(), CALL));
    }

    private Uni<RebootDbInstanceResponse> reboot() {
        return rds.reboot.apply(
                RebootDbInstanceRequest.builder().dbInstanceIdentifier("one").build(), CALL);
    }

    private void assertStatus(DatabaseStatus status, boolean up) {
        assertThat(rds.stored("one").status()).isEqualTo(status);
        assertThat(rds.servers.running.containsKey(rds.stored("one").resourceId()))
                .as("up")
                .isEqualTo(up);
    }

    @Test
    void aStoppedServerStaysDownUntilItIsStartedOnItsPort() {
        int port = rds.stored("one").port();
        DBInstance stopping = await(stop()).dbInstance();
        assertThat(stopping.dbInstanceStatus()).isEqualTo("stopping");
        assertThat(stopping.automaticRestartTime())
                .isEqualTo(RdsFixture.CLOCK.instant().plus(Duration.ofDays(7)));

        rds.converge("one");
        assertStatus(DatabaseStatus.STOPPED, false);
        assertThat(rds.secretValue("one")).contains(rds.serverPassword("one"));
        rds.converge("one");
        assertStatus(DatabaseStatus.STOPPED, false);

        start();
        assertStatus(DatabaseStatus.STARTING, false);
        rds.converge("one");
        assertStatus(DatabaseStatus.AVAILABLE, true);
        assertThat(rds.stored("one").port()).isEqualTo(port);
    }

    @Test
    void aServerThatWouldNotEndIsStoppedLater() {
        await(stop());
        rds.servers.trouble = Optional.of("it would not end");
        rds.converge("one");
        assertStatus(DatabaseStatus.STOPPING, true);

        rds.converge("one");
        assertStatus(DatabaseStatus.STOPPED, false);
    }

    @Test
    void aServerThatWouldNotStartIsStartedLater() {
        await(stop());
        rds.converge("one");
        start();
        rds.servers.trouble = Optional.of("its port is taken");
        rds.converge("one");
        assertStatus(DatabaseStatus.FAILED, false);

        rds.converge("one");
        assertStatus(DatabaseStatus.AVAILABLE, true);
    }

    @Test
    void aRebootEndsTheServerAndStartsItAgain() {
        assertThat(await(reboot()).dbInstance().dbInstanceStatus()).isEqualTo("rebooting");
        rds.servers.running.clear();
        rds.converge("one");
        assertStatus(DatabaseStatus.AVAILABLE, true);
        assertThat(rds.servers.stops).containsExactly(rds.stored("one").resourceId());
    }

    @Test
    void aServerThatEndsByItselfIsStartedAgain() {
        rds.servers.running.clear();
        rds.serverEnded("one");
        assertStatus(DatabaseStatus.REBOOTING, false);
        assertThat(rds.events).endsWith(new DomainEvent.DatabaseChanged(RdsFixture.id("one")));

        rds.converge("one");
        assertStatus(DatabaseStatus.AVAILABLE, true);
    }

    @Test
    void aServerWhosePortWasTakenMeanwhileIsBackOnceItIsFree() {
        rds.servers.running.clear();
        rds.serverEnded("one");
        rds.servers.trouble = Optional.of("port 20001 on 127.0.0.1 is taken");
        rds.converge("one");
        assertStatus(DatabaseStatus.FAILED, false);

        rds.converge("one");
        assertStatus(DatabaseStatus.AVAILABLE, true);
    }

    @Test
    void whileItsPasswordRotatesAnInstanceIsNotAvailable() {
        ModifyDbInstanceRequest rotate = ModifyDbInstanceRequest.builder()
                .dbInstanceIdentifier("one")
                .rotateMasterUserPassword(true)
                .applyImmediately(true)
                .build();
        await(rds.modify.apply(rotate, CALL));

        assertRefused(stop(), "Instance one is not in available state.");
        assertRefused(
                reboot(),
                "Can only reboot db instances with state in: available, storage-optimization,"
                        + " incompatible-credentials, incompatible-parameters.");
    }

    private static void assertRefused(Uni<?> call, String words) {
        assertThatThrownBy(() -> await(call))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(INVALID_DB_INSTANCE_STATE))
                .hasMessage(words);
    }
}
