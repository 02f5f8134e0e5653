package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static dev.tumbler.rotation.SecretVersions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SetSecretStepTest {
    private static final String OLDER = "00000000-0000-4000-8000-000000000000";
    private static final String HOST = "db.example";

    private final Fixture fixture = Fixture.started();

    @Test
    void theCurrentPasswordIsReplacedByThePendingOne() {
        pending(Fixture.USER, HOST);
        fixture.run("setSecret");
        assertThat(fixture.database.accepts(Fixture.USER, "the new one")).isTrue();
        assertThat(fixture.database.accepts(Fixture.USER, Fixture.OLD_PASSWORD)).isFalse();
    }

    @Test
    void aPendingPasswordThatLogsInIsLeftAlone() {
        pending(Fixture.USER, HOST);
        fixture.database.user(Fixture.USER, "the new one");
        fixture.run("setSecret");
        assertThat(fixture.calls.made()).containsExactly("DescribeSecret", "GetSecretValue", "login");
    }

    @Test
    void thePreviousPasswordHelpsWhenTheCurrentOneDoesNot() {
        pending(Fixture.USER, HOST);
        previous(Fixture.USER, HOST);
        fixture.database.user(Fixture.USER, "older still");
        fixture.run("setSecret");
        assertThat(fixture.database.accepts(Fixture.USER, "the new one")).isTrue();
    }

    @Test
    void anotherUserThanTheCurrentIsRefused() {
        pending("somebody", HOST);
        refuses("Attempting to modify user somebody other than current user orders_app");
    }

    @Test
    void anotherHostThanTheCurrentIsRefused() {
        pending(Fixture.USER, "elsewhere");
        refuses("Attempting to modify user for host elsewhere other than current host db.example");
    }

    @Test
    void anotherUserThanThePreviousIsRefused() {
        pending(Fixture.USER, HOST);
        previous("somebody", HOST);
        fixture.database.user(Fixture.USER, "nobody knows");
        refuses("Attempting to modify user orders_app other than previous valid user somebody");
    }

    @Test
    void anotherHostThanThePreviousIsRefused() {
        pending(Fixture.USER, HOST);
        previous(Fixture.USER, "elsewhere");
        fixture.database.user(Fixture.USER, "nobody knows");
        refuses("Attempting to modify user for host db.example other than current previous valid elsewhere");
    }

    @Test
    void nothingIsChangedWhenNoPasswordLogsIn() {
        pending(Fixture.USER, HOST);
        fixture.database.user(Fixture.USER, "nobody knows");
        refuses("Unable to log into database with previous, current, or pending secret of secret arn " + Fixture.ARN);
        previous(Fixture.USER, HOST);
        refuses("Unable to log into database with previous, current, or pending secret of secret arn " + Fixture.ARN);
    }

    @Test
    void aServerInTroubleIsARefusalInAwsWords() {
        pending(Fixture.USER, HOST);
        fixture.database.down();
        refuses("Unable to log into database with previous, current, or pending secret of secret arn " + Fixture.ARN);
    }

    private void pending(String user, String host) {
        fixture.secretsManager.store(Fixture.TOKEN, AWSPENDING, Fixture.json(user, host, "the new one"));
    }

    private void previous(String user, String host) {
        fixture.secretsManager.store(OLDER, AWSPREVIOUS, Fixture.json(user, host, "older still"));
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> fixture.run("setSecret"))
                .isInstanceOf(RotationException.class)
                .hasMessage(message);
        assertThat(fixture.calls.made()).doesNotContain("changePassword");
    }
}
