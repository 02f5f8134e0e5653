package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.SUFFIX;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretArnTest {
    private static final String PREFIX = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

    @Test
    void aNameIsLookedUpWhereTheCallerIs() {
        assertThat(SecretArn.parse("orders", PERSON)).isEqualTo(new SecretArn(ID, Optional.empty()));
    }

    @Test
    void aFullArnNamesItsOwnAccountAndRegion() {
        SecretArn parsed =
                SecretArn.parse("arn:aws:secretsmanager:us-east-1:210987654321:secret:orders-AbCdEf", PERSON);

        assertThat(parsed.id()).isEqualTo(new SecretId("210987654321", "us-east-1", "orders"));
        assertThat(parsed.suffix()).contains(SUFFIX);
    }

    @Test
    void aSecretIsNamedByItsNameItsPartialArnAndItsFullArn() {
        assertThat(SecretArn.parse("orders", PERSON).names(created())).isTrue();
        assertThat(SecretArn.parse(PREFIX + "orders", PERSON).names(created())).isTrue();
        assertThat(SecretArn.parse(ARN, PERSON).names(created())).isTrue();
    }

    @Test
    void theArnOfASecretThatHadTheSameNameBeforeNamesItNoMore() {
        assertThat(SecretArn.parse(PREFIX + "orders-FeDcBa", PERSON).names(created()))
                .isFalse();
    }

    @Test
    void namesAreCaseSensitive() {
        assertThat(SecretArn.parse("Orders", PERSON).names(created())).isFalse();
    }

    @Test
    void aFormattedArnIsReadBackAsTheSameSecret() {
        assertThat(SecretArn.format(ID, SUFFIX)).isEqualTo(ARN);
        assertThat(SecretArn.parse(ARN, PERSON)).isEqualTo(new SecretArn(ID, Optional.of(SUFFIX)));
    }

    /** AWS's trap: a partial ARN whose name ends in a hyphen and six characters is taken for a full one. */
    @Test
    void aPartialArnOfANameThatEndsLikeASuffixNamesNothing() {
        Secret trapped = named("Invalid/_+=.@-Name-a1b2c3");

        assertThat(SecretArn.parse(PREFIX + trapped.id().name(), PERSON).names(trapped))
                .isFalse();
        assertThat(SecretArn.parse(trapped.id().name(), PERSON).names(trapped)).isTrue();
        assertThat(SecretArn.parse(trapped.arn(), PERSON).names(trapped)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Valid/_+=.@-Name-a1b2", "Valid/_+=.@-Name-a1b2c3-"})
    void aPartialArnOfANameThatOnlyResemblesOneWithASuffixNamesTheSecret(String name) {
        assertThat(SecretArn.parse(PREFIX + name, PERSON).names(named(name))).isTrue();
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
        assertThat(refusal(() -> SecretArn.parse(name, PERSON)))
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
