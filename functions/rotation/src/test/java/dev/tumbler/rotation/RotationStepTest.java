package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationStepTest {
    private static final String STRANGER = "33333333-3333-4333-8333-333333333333";

    private final Fixture fixture = Fixture.started();

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
    void aSecretWithoutRotationIsRefused(String step) {
        fixture.secretsManager.rotationEnabled(false);
        refuses(step, "Secret " + Fixture.ARN + " is not enabled for rotation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "finishSecret"})
    void aDescriptionThatDoesNotTellWhetherRotationIsEnabledPasses(String step) {
        fixture.secretsManager.rotationEnabled(null);
        fixture.run(step);
        assertThat(fixture.calls.made()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
    void aVersionWithoutAnyStageIsRefused(String step) {
        RotationEvent event = new RotationEvent(step, Fixture.ARN, STRANGER, Optional.empty());
        assertThatThrownBy(() -> fixture.apply(event))
                .isInstanceOf(RotationException.class)
                .hasMessage("Secret version " + STRANGER + " has no stage for rotation of secret " + Fixture.ARN + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
    void aVersionThatIsNotPendingIsRefused(String step) {
        fixture.secretsManager.label("mine", STRANGER);
        RotationEvent event = new RotationEvent(step, Fixture.ARN, STRANGER, Optional.empty());
        assertThatThrownBy(() -> fixture.apply(event))
                .isInstanceOf(RotationException.class)
                .hasMessage("Secret version " + STRANGER + " not set as AWSPENDING for rotation of secret "
                        + Fixture.ARN + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret", "dance"})
    void nothingIsLeftToDoForTheCurrentVersion(String step) {
        fixture.secretsManager.label(AWSCURRENT, Fixture.TOKEN);
        fixture.run(step);
        assertThat(fixture.calls.made()).containsExactly("DescribeSecret");
    }

    @Test
    void anUnknownStepIsRefused() {
        refuses("dance", "Invalid step parameter dance for secret " + Fixture.ARN);
    }

    @Test
    void aStepRefusesAnEventForAnother() {
        FinishSecretStep finish = new FinishSecretStep(new SecretVersions(fixture.secretsManager));
        assertThatThrownBy(
                        () -> finish.apply(Fixture.event("setSecret")).await().indefinitely())
                .isInstanceOf(RotationException.class)
                .hasMessage("Invalid step parameter setSecret for secret " + Fixture.ARN);
        assertThat(fixture.calls.made()).containsExactly("DescribeSecret");
    }

    private void refuses(String step, String message) {
        assertThatThrownBy(() -> fixture.run(step))
                .isInstanceOf(RotationException.class)
                .hasMessage(message);
        assertThat(fixture.calls.made()).containsExactly("DescribeSecret");
    }
}
