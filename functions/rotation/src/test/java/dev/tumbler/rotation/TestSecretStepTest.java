package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestSecretStepTest {
    private final Fixture fixture = Fixture.started();

    @Test
    void aPendingPasswordThatLogsInPasses() {
        fixture.secretsManager.store(
                Fixture.TOKEN, AWSPENDING, Fixture.json(Fixture.USER, "db.example", Fixture.OLD_PASSWORD));
        assertThatCode(() -> fixture.run("testSecret")).doesNotThrowAnyException();
    }

    @Test
    void aPendingPasswordThatDoesNotLogInFails() {
        fixture.secretsManager.store(Fixture.TOKEN, AWSPENDING, Fixture.json(Fixture.USER, "db.example", "not set"));
        assertThatThrownBy(() -> fixture.run("testSecret"))
                .isExactlyInstanceOf(RotationException.class)
                .hasMessage("Unable to log into database with pending secret of secret ARN " + Fixture.ARN);
    }

    @Test
    void aVersionThatIsNamedIsTestedWithoutARotationUnderWay() {
        Fixture resting = Fixture.unregistered();
        assertThatCode(() -> resting.test(AWSCURRENT)).doesNotThrowAnyException();
        assertThat(resting.calls.made()).containsExactly("DescribeSecret", "GetSecretValue", "login");
    }

    @Test
    void aVersionThatIsNamedAndDoesNotLogInFails() {
        fixture.database.user(Fixture.USER, "set by somebody else");
        assertThatThrownBy(() -> fixture.test(AWSCURRENT))
                .isExactlyInstanceOf(RotationException.class)
                .hasMessage("Unable to log into database with the AWSCURRENT version of secret ARN " + Fixture.ARN);
    }

    @Test
    void aServerInTroubleIsARefusalInAwsWordsAndTheCauseTellsMore() {
        fixture.secretsManager.store(
                Fixture.TOKEN, AWSPENDING, Fixture.json(Fixture.USER, "db.example", Fixture.OLD_PASSWORD));
        fixture.database.down();
        assertThatThrownBy(() -> fixture.run("testSecret"))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("Unable to log into database with pending secret of secret ARN " + Fixture.ARN)
                .hasRootCauseMessage("Unable to connect to database host db.example");
    }
}
