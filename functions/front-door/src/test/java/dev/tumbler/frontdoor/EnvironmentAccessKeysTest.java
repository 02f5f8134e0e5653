package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.Caller;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentAccessKeysTest {
    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz/+=789";
    private static final Caller FUNCTION =
            new Caller("123456789012", "eu-west-1", "arn", "front-door", Optional.empty());

    private static AccessKeys keys(String value) {
        return keys(value, null);
    }

    private static AccessKeys keys(String value, String regions) {
        return EnvironmentAccessKeys.from(name -> name.equals("TUMBLER_REGIONS") ? regions : value)
                .in(FUNCTION);
    }

    @Test
    void everyEntryIsAKey() {
        AccessKeys keys = keys("one:" + SECRET + ", TWO_2:" + SECRET + "0\n");

        assertThat(keys.find("one")).map(Credentials::secretAccessKey).hasValue(SECRET);
        assertThat(keys.find("TWO_2")).map(Credentials::secretAccessKey).hasValue(SECRET + "0");
        assertThat(keys.find("three")).isEmpty();
    }

    @Test
    void callsOfAKeyForRotationsAreThoseOfRds() {
        AccessKeys keys = keys("one:" + SECRET + ",ROTATION:" + SECRET + ":rds");

        assertThat(keys.find("ROTATION").orElseThrow().service()).hasValue("rds");
        assertThat(keys.find("one").orElseThrow().service()).isEmpty();
    }

    @Test
    void aKeyIsGoodInTheRegionOfTheFunctionAndInThoseThatAreNamed() {
        AccessKeys one = keys("one:" + SECRET);
        assertThat(one.serves("eu-west-1")).isTrue();
        assertThat(one.serves("us-east-1")).isFalse();

        AccessKeys more = keys("one:" + SECRET, "us-east-1, ap-south-1,");
        assertThat(more.serves("eu-west-1")).isTrue();
        assertThat(more.serves("us-east-1")).isTrue();
        assertThat(more.serves("ap-south-1")).isTrue();
        assertThat(more.serves("")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aFunctionThatNobodyCouldCallDoesNotStart(String value) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> keys(value))
                .withMessage("TUMBLER_ACCESS_KEYS is not set: nobody could call this function");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two",
                "two:",
                ":" + SECRET,
                "two:short",
                "two:" + SECRET + ":" + SECRET,
                "two:" + SECRET + " " + SECRET,
                "t/wo:" + SECRET,
                "",
            })
    void aMalformedEntryIsToldByItsPlaceAndNotShown(String entry) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> keys("one:" + SECRET + "," + entry))
                .withMessage(
                        "Entry 2 of TUMBLER_ACCESS_KEYS must be accessKeyId:secretAccessKey: letters, digits and _,"
                                + " then 32 characters or more without comma, colon and space; :rds may follow");
    }

    @Test
    void anAccessKeyHasOneSecret() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> keys("one:" + SECRET + ",one:" + SECRET + "0"))
                .withMessage("Entry 2 of TUMBLER_ACCESS_KEYS has the accessKeyId of an earlier one");
    }
}
