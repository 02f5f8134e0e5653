package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.SUFFIX;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretArnTest {
    private static final String PREFIX = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";
    private static final Action READING = new Action(PERSON, "secretsmanager:GetSecretValue");

    @Test
    void aNameIsLookedUpWhereTheCallerIs() {
        assertThat(SecretArn.parse("orders", READING)).isEqualTo(new SecretArn(ID, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf",
                "arn:aws-cn:secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf"
            })
    void anArnOfAnotherRegionOrPartitionNamesNothing(String arn) {
        assertThat(refusal(() -> SecretArn.parse(arn, READING)))
                .hasMessage("Secrets Manager can't find the specified secret.")
                .extracting("code")
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:secretsmanager:eu-central-1:210987654321:secret:orders",
                "arn:aws:secretsmanager:us-east-1:210987654321:secret:orders-AbCdEf"
            })
    void anArnOfAnotherAccountIsDenied(String arn) {
        assertThat(refusal(() -> SecretArn.parse(arn, READING)))
                .hasMessage("User: " + PERSON.arn() + " is not authorized to perform: secretsmanager:GetSecretValue on"
                        + " resource: " + arn + " because no resource-based policy allows the"
                        + " secretsmanager:GetSecretValue action")
                .extracting("code")
                .isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    @Test
    void anArnHasThePartitionOfItsRegion() {
        SecretId china = new SecretId("123456789012", "cn-north-1", "orders");

        assertThat(SecretArn.format(china, SUFFIX))
                .isEqualTo("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:orders-AbCdEf");
    }

    /** A name with illegal characters is refused as such, wherever it is said to be. */
    @Test
    void theFormComesBeforeThePlace() {
        assertThat(refusal(
                        () -> SecretArn.parse("arn:aws:secretsmanager:us-east-1:210987654321:secret:or ders", READING)))
                .extracting("code")
                .isEqualTo(ErrorCode.VALIDATION);
    }

    @Test
    void aSecretIsNamedByItsNameItsPartialArnAndItsFullArn() {
        assertThat(SecretArn.parse("orders", READING).names(created())).isTrue();
        assertThat(SecretArn.parse(PREFIX + "orders", READING).names(created())).isTrue();
        assertThat(SecretArn.parse(ARN, READING).names(created())).isTrue();
    }

    @Test
    void theArnOfASecretThatHadTheSameNameBeforeNamesItNoMore() {
        assertThat(SecretArn.parse(PREFIX + "orders-FeDcBa", READING).names(created()))
                .isFalse();
    }

    @Test
    void namesAreCaseSensitive() {
        assertThat(SecretArn.parse("Orders", READING).names(created())).isFalse();
    }

    @Test
    void aFormattedArnIsReadBackAsTheSameSecret() {
        assertThat(SecretArn.format(ID, SUFFIX)).isEqualTo(ARN);
        assertThat(SecretArn.parse(ARN, READING)).isEqualTo(new SecretArn(ID, Optional.of(SUFFIX)));
    }

    /** AWS's trap: a partial ARN whose name ends in a hyphen and six characters is taken for a full one. */
    @Test
    void aPartialArnOfANameThatEndsLikeASuffixNamesNothing() {
        Secret trapped = named("Invalid/_+=.@-Name-a1b2c3");

        assertThat(SecretArn.parse(PREFIX + trapped.id().name(), READING).names(trapped))
                .isFalse();
        assertThat(SecretArn.parse(trapped.id().name(), READING).names(trapped)).isTrue();
        assertThat(SecretArn.parse(trapped.arn(), READING).names(trapped)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Valid/_+=.@-Name-a1b2", "Valid/_+=.@-Name-a1b2c3-"})
    void aPartialArnOfANameThatOnlyResemblesOneWithASuffixNamesTheSecret(String name) {
        assertThat(SecretArn.parse(PREFIX + name, READING).names(named(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "rds!db-033d7456-2c96-450d-9d48-f5de3025e51c", "a/b_c+d=e.f@g-h", "Z9"})
    void aNameOfAllowedCharactersIsTaken(String name) {
        assertThat(SecretArn.validName(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "orders?",
                "bücher",
                "line\n",
                "a:b",
                "arn:aws:sns:us-east-1:123456789012:topic",
                PREFIX + "orders*",
                PREFIX + "a b-AbCdEf"
            })
    void aNameOfOtherCharactersIsRefusedInAwsWords(String name) {
        assertThat(refusal(() -> SecretArn.parse(name, READING)))
                .hasMessage("Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
                        + " following: -/_+=.@!")
                .extracting("code")
                .isEqualTo(ErrorCode.VALIDATION);
    }

    private static Secret named(String name) {
        Secret secret = created();
        SecretId id = new SecretId(ID.account(), ID.region(), name);
        return new Secret(
                id, SUFFIX, secret.details(), secret.dates(), secret.versions(), secret.rotation(), secret.sharing());
    }
}
