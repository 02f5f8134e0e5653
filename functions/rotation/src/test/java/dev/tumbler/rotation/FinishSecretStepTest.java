package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static dev.tumbler.rotation.SecretVersions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FinishSecretStepTest {

    @Test
    void oneCallMovesAwscurrentAndLeavesAwspending() {
        Fixture fixture = Fixture.started();
        fixture.run("createSecret");
        fixture.calls.forget();
        fixture.run("finishSecret");
        assertThat(fixture.calls.made()).containsExactly("DescribeSecret", "UpdateSecretVersionStage");
        assertThat(fixture.secretsManager.labels())
                .containsEntry(AWSCURRENT, Fixture.TOKEN)
                .containsEntry(AWSPENDING, Fixture.TOKEN)
                .containsEntry(AWSPREVIOUS, Fixture.OLD);
    }
}
