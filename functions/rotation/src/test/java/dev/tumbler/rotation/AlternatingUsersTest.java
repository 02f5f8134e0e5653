package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static dev.tumbler.rotation.SecretVersions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RdsException;

class AlternatingUsersTest {
    private static final String NEXT = "33333333-3333-4333-8333-333333333333";
    private static final String CLONE = Fixture.USER + "_clone";

    private final Fixture fixture = Fixture.alternating();

    @Test
    void theCloneBecomesCurrentAndTheOldPasswordKeepsWorking() {
        fixture.rotate();
        assertThat(user(AWSCURRENT)).isEqualTo(CLONE);
        assertThat(fixture.accepts(AWSCURRENT)).isTrue();
        assertThat(fixture.accepts(AWSPREVIOUS)).isTrue();
    }

    @Test
    void theUserHasTheNextTurnAgain() {
        fixture.rotate();
        fixture.secretsManager.startRotation(NEXT);
        Fixture.STEPS.forEach(step -> fixture.apply(new RotationEvent(step, Fixture.ARN, NEXT, Optional.empty())));
        assertThat(user(AWSCURRENT)).isEqualTo(Fixture.USER);
        assertThat(fixture.database.accepts(Fixture.USER, Fixture.OLD_PASSWORD)).isFalse();
        assertThat(fixture.accepts(AWSPREVIOUS)).isTrue();
    }

    @Test
    void theMasterLogsInToTheDatabaseOfTheSecret() {
        String value =
                Fixture.alternatingJson(Fixture.USER, Fixture.OLD_PASSWORD).replace("}", ",\"dbname\":\"orders\"}");
        fixture.secretsManager.store(Fixture.OLD, AWSCURRENT, value);
        fixture.run("createSecret");
        fixture.run("setSecret");
        assertThat(fixture.database.lastLogin().user()).isEqualTo(Fixture.MASTER);
        assertThat(fixture.database.lastLogin().database()).contains("orders");
    }

    @Test
    void aMasterSecretThatRdsMadeIsLookedUpInRds() {
        String value =
                Fixture.alternatingJson(Fixture.USER, Fixture.OLD_PASSWORD).replace("db.example", "127.0.0.1");
        fixture.secretsManager.store(Fixture.OLD, AWSCURRENT, value);
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", Fixture.INSTANCE_ARN);
        fixture.secretsManager.master(Fixture.MASTER_ARN, managedMaster());
        fixture.rds.add(Fixture.instance("postgres"));
        fixture.rotate();
        assertThat(user(AWSCURRENT)).isEqualTo(CLONE);
        assertThat(fixture.calls.made()).contains("DescribeDBInstances");
    }

    @Test
    void aMasterSecretWithTwoKeysThatRdsDidNotMakeLacksItsHost() {
        fixture.secretsManager.master(Fixture.MASTER_ARN, managedMaster());
        refuses("host key is missing from secret JSON");
    }

    private static String managedMaster() {
        return "{\"username\":\"" + Fixture.MASTER + "\",\"password\":\"" + Fixture.MASTER_PASSWORD + "\"}";
    }

    @Test
    void anotherUserThanTheTwoIsRefused() {
        pending("somebody", "db.example");
        refusesToSet("Attempting to modify user somebody other than current user or clone orders_app");
    }

    @Test
    void anotherHostThanTheCurrentIsRefused() {
        pending(CLONE, "elsewhere");
        refusesToSet("Attempting to modify user for host elsewhere other than current host db.example");
    }

    @Test
    void nothingIsDoneForACurrentVersionThatDoesNotLogIn() {
        fixture.database.user(Fixture.USER, "nobody knows");
        refuses("Unable to log into database using current credentials for secret " + Fixture.ARN);
    }

    @Test
    void aServerInTroubleIsARefusalInAwsWords() {
        fixture.database.down();
        refuses("Unable to log into database using current credentials for secret " + Fixture.ARN);
    }

    @Test
    void aMasterThatDoesNotLogInIsRefused() {
        fixture.database.user(Fixture.MASTER, "nobody knows");
        refuses("Unable to log into database using credentials in master secret " + Fixture.MASTER_ARN);
    }

    @Test
    void aMasterOfAnotherHostIsRefused() {
        masterAt("source.example");
        refuses("Current database host db.example is not the same host as/rds replica of master source.example");
        fixture.rds.failWith(RdsException.builder().message("slow down").build());
        refusesToSet("Current database host db.example is not the same host as/rds replica of master source.example");
    }

    @Test
    void aMasterOfTheHostThatThisOneReplicatesWillDo() {
        masterAt("source.example");
        fixture.rds.add(DBInstance.builder()
                .dbInstanceIdentifier("db")
                .readReplicaSourceDBInstanceIdentifier("source")
                .build());
        fixture.rotate();
        assertThat(fixture.accepts(AWSCURRENT)).isTrue();
    }

    private void masterAt(String host) {
        fixture.secretsManager.master(Fixture.MASTER_ARN, Fixture.json(Fixture.MASTER, host, Fixture.MASTER_PASSWORD));
    }

    @Test
    void aNameThatHasNoRoomForTheSuffixIsRefused() {
        fixture.secretsManager.store(
                Fixture.OLD, AWSCURRENT, Fixture.alternatingJson("x".repeat(58), Fixture.OLD_PASSWORD));
        assertThatThrownBy(() -> fixture.run("createSecret"))
                .isInstanceOf(RotationException.class)
                .hasMessage("Unable to clone user, username length with _clone appended would exceed 63 characters");
        assertThat(fixture.secretsManager.valueOf(AWSPENDING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password", "engine", "host"})
    void aKeyThatTheMasterSecretLacksIsNamed(String key) {
        fixture.secretsManager.master(
                Fixture.MASTER_ARN,
                Fixture.json(Fixture.MASTER, "db.example", Fixture.MASTER_PASSWORD)
                        .replace("\"" + key + "\"", "\"other\""));
        refuses(key + " key is missing from secret JSON");
    }

    @Test
    void aCurrentVersionWithoutAMasterIsSaidSo() {
        pending(CLONE, "db.example");
        fixture.secretsManager.store(
                Fixture.OLD, AWSCURRENT, Fixture.json(Fixture.USER, "db.example", Fixture.OLD_PASSWORD));
        refusesToSet("masterarn key is missing from secret JSON");
    }

    private String user(String label) {
        return SecretValue.parse(
                        Fixture.ARN, fixture.secretsManager.valueOf(label).orElseThrow())
                .require("username");
    }

    private void pending(String user, String host) {
        fixture.secretsManager.store(
                Fixture.TOKEN,
                AWSPENDING,
                Fixture.alternatingJson(user, "the new one").replace("db.example", host));
    }

    private void refuses(String message) {
        fixture.run("createSecret");
        refusesToSet(message);
    }

    private void refusesToSet(String message) {
        assertThatThrownBy(() -> fixture.run("setSecret"))
                .isInstanceOf(RotationException.class)
                .hasMessage(message);
        assertThat(fixture.calls.made()).doesNotContain("copyUser", "changePassword");
    }
}
