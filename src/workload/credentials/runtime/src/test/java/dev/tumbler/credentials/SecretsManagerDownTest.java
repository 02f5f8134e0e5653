package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known goes on; what is not known fails in words. */
class SecretsManagerDownTest {
    private final World world = new World(true);

    @BeforeEach
    void begin() {
        world.secretsManager.put(Stage.CURRENT, "one");
        world.change("one");
    }

    private void goDown() {
        world.secretsManager.failWith(new ConnectException("Connection refused"));
    }

    @Test
    void whatIsKnownIsUsedOn() {
        world.login();
        goDown();
        world.pass(World.MAX_AGE.multipliedBy(10));

        assertThat(world.login()).isEqualTo("one");
    }

    @Test
    void itIsSaidOnceAndWithoutTheValue() {
        world.secretsManager.put(Stage.CURRENT, "hunter2");
        world.change("hunter2");
        world.login();
        goDown();
        LoggedMessages log = new LoggedMessages();
        try {
            for (int login = 0; login < 3; login++) {
                world.pass(World.MAX_AGE);
                world.login();
            }
        } finally {
            log.close();
        }
        assertThat(log.messages)
                .containsExactly("WARN The secret orders/database cannot be read: Connection refused; "
                        + "the credentials that were read before are used on");
    }

    @Test
    void itIsNotAskedAgainSoSoon() {
        world.login();
        goDown();
        world.pass(World.MAX_AGE);
        world.login();
        assertThat(world.requests()).isEqualTo(2);

        world.pass(Duration.ofMillis(49));
        world.login();
        assertThat(world.requests()).isEqualTo(2);
        world.pass(Duration.ofMillis(1));
        world.login();
        assertThat(world.requests()).isEqualTo(3);
        world.pass(Duration.ofMillis(99));
        world.login();
        assertThat(world.requests()).isEqualTo(3);
    }

    @Test
    void nobodyWaitsForItWhileItIsDown() {
        world.login();
        goDown();
        world.pass(World.MAX_AGE);
        world.login();
        world.secretsManager.hold();
        world.pass(Duration.ofMinutes(1));

        assertThat(world.login()).isEqualTo("one");
        world.secretsManager.put(Stage.CURRENT, "two");
        world.secretsManager.recover();
        world.secretsManager.answer();
        assertThat(world.get()).isEqualTo("two");
    }

    @Test
    void whereNothingIsKnownItFailsAndNamesTheSecretAndTheReason() {
        goDown();
        assertThatThrownBy(world::get)
                .isInstanceOf(UnavailableSecretException.class)
                .hasMessage("The secret orders/database cannot be read: Connection refused");
        assertThatThrownBy(world::get).hasMessageContaining("Connection refused");
        assertThat(world.requests()).isEqualTo(1);

        world.secretsManager.recover();
        world.pass(Duration.ofMillis(50));
        assertThat(world.get()).isEqualTo("one");
    }

    /** It was killed in the gap of a rotation, and comes back. */
    @Test
    void aLoginThatIsRefusedMeanwhileWaitsForIt() {
        world.login();
        world.change("two");
        goDown();
        world.duringAPause(() -> {});
        world.duringAPause(() -> {});
        world.duringAPause(() -> {
            world.secretsManager.recover();
            world.secretsManager.put(Stage.CURRENT, "two");
        });

        assertThat(world.login()).isEqualTo("two");
        assertThat(world.pauses).hasSize(3);
    }
}
