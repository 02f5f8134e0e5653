package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateSecretStepTest {

    @Test
    void onlyThePasswordDiffersFromTheCurrentValue() {
        String before = "{\"port\": 5432, \"rate\":1.50, \"engine\":\"postgres\",\"mine\":{\"password\":\"kept\"},\n"
                + "\"password\":\"the old one\",\"host\":\"h\",\"username\":\"orders_app\",\"list\":[1,null]}";
        Fixture fixture = Fixture.startedWith(before);
        fixture.run("createSecret");
        String pending = fixture.secretsManager.valueOf(AWSPENDING).orElseThrow();
        String password = SecretValue.parse(Fixture.ARN, pending).require("password");
        assertThat(password).hasSize(32).doesNotContain("/", "@", "\"", "'", "\\");
        assertThat(pending).isEqualTo(before.replace("the old one", password));
    }

    @Test
    void aPendingValueThatIsThereStays() {
        Fixture fixture = Fixture.started();
        String there = Fixture.json(Fixture.USER, "db.example", "already chosen");
        fixture.secretsManager.store(Fixture.TOKEN, AWSPENDING, there);
        fixture.run("createSecret");
        assertThat(fixture.secretsManager.valueOf(AWSPENDING)).contains(there);
        assertThat(fixture.calls.made()).doesNotContain("GetRandomPassword", "PutSecretValue");
    }

    @Test
    void aVersionThatNobodyRegisteredIsRegistered() {
        Fixture fixture = Fixture.unregistered();
        fixture.run("createSecret");
        assertThat(fixture.secretsManager.labels())
                .isEqualTo(Map.of(AWSCURRENT, Fixture.OLD, AWSPENDING, Fixture.TOKEN));
        assertThat(fixture.secretsManager.valueOf(AWSPENDING)).isNotEqualTo(fixture.secretsManager.valueOf(AWSCURRENT));
    }

    @Test
    void anAwspendingThatRestsOnTheCurrentVersionMovesOn() {
        Fixture fixture = Fixture.unregistered();
        fixture.secretsManager.label(AWSPENDING, Fixture.OLD);
        fixture.run("createSecret");
        assertThat(fixture.secretsManager.labels()).containsEntry(AWSPENDING, Fixture.TOKEN);
    }

    @Test
    void aVersionIsNotRegisteredWhileAnotherIsPending() {
        Fixture fixture = Fixture.unregistered();
        fixture.secretsManager.store("another", AWSPENDING, Fixture.json(Fixture.USER, "db.example", "in force?"));
        assertThatThrownBy(() -> fixture.run("createSecret"))
                .isInstanceOf(UnfinishedRotationException.class)
                .hasMessage("A previous rotation of secret " + Fixture.ARN
                        + " isn't complete: its version another is pending.");
        assertThat(fixture.calls.made()).containsExactly("DescribeSecret");
    }

    @Test
    void anotherVersionThatBecomesPendingMeanwhileKeepsItsLabel() {
        Fixture fixture = Fixture.unregistered();
        fixture.calls.watch(() -> {
            if (fixture.calls.made().contains("PutSecretValue")) {
                fixture.secretsManager.label(AWSPENDING, "another");
            }
        });
        assertThatThrownBy(() -> fixture.run("createSecret")).hasMessage("the label is on another version");
        assertThat(fixture.secretsManager.labels()).containsEntry(AWSPENDING, "another");
    }

    @Test
    void theRotationTokenIsPassedOnWhenThereIsOne() {
        Fixture fixture = Fixture.started();
        fixture.apply(new RotationEvent("createSecret", Fixture.ARN, Fixture.TOKEN, Optional.of("rotation-token")));
        assertThat(fixture.secretsManager.lastPut().rotationToken()).isEqualTo("rotation-token");
        assertThat(fixture.secretsManager.lastPut().versionStages()).containsExactly(AWSPENDING);
    }

    @Test
    void noRotationTokenIsSentWhenThereIsNone() {
        Fixture fixture = Fixture.started();
        fixture.run("createSecret");
        assertThat(fixture.secretsManager.lastPut().rotationToken()).isNull();
    }

    @Test
    void aManagedPasswordKeepsToWhatRdsAllowsWhateverTheRulesSay() {
        Fixture fixture =
                Fixture.startedWith(Fixture.managedJson(), Map.of("EXCLUDE_CHARACTERS", "x", "PASSWORD_LENGTH", "48"));
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", Fixture.INSTANCE_ARN);
        fixture.rds.add(Fixture.instance("postgres"));
        fixture.run("createSecret");
        assertThat(fixture.secretsManager.lastRandom().excludeCharacters()).contains("x", "/", "\"", "@", " ");
        assertThat(fixture.secretsManager.lastRandom().passwordLength()).isEqualTo(28);
    }

    @Test
    void theRulesOfTheEnvironmentReachSecretsManager() {
        Fixture fixture = Fixture.startedWith(
                Fixture.json(Fixture.USER, "h", Fixture.OLD_PASSWORD), Map.of("PASSWORD_LENGTH", "48"));
        fixture.run("createSecret");
        assertThat(fixture.secretsManager.lastRandom().passwordLength()).isEqualTo(48);
    }

    @Test
    void aSecretThatIsNoDatabaseSecretGetsNoPendingValue() {
        Fixture fixture = Fixture.startedWith("{\"engine\":\"postgres\",\"host\":\"h\",\"username\":\"u\"}");
        assertThatThrownBy(() -> fixture.run("createSecret"))
                .isInstanceOf(RotationException.class)
                .hasMessage("password key is missing from secret JSON");
        assertThat(fixture.secretsManager.valueOf(AWSPENDING)).isEmpty();
    }
}
