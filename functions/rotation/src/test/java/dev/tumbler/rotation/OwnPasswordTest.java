package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.rotation.OwnPassword.Passwords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPasswordTest {
    private static final String HASH = "'*" + "0A".repeat(20) + "'";

    /** What servers answer to SHOW CREATE USER, with HASH for a hash. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ONE     | CREATE USER `u`@`%` IDENTIFIED BY PASSWORD HASH",
                "ONE     | CREATE USER `u`@`%` IDENTIFIED BY PASSWORD HASH REQUIRE SUBJECT '/CN= OR mysql_native_password'",
                "ONE     | CREATE USER `a``@``b`@`10.0.0.%` IDENTIFIED VIA mysql_native_password USING HASH WITH MAX_USER_CONNECTIONS 7",
                "TWO     | CREATE USER `u`@`%` IDENTIFIED VIA mysql_native_password USING HASH OR mysql_native_password USING HASH",
                "TWO     | CREATE USER `u`@`%` IDENTIFIED VIA mysql_native_password USING HASH OR mysql_native_password USING HASH REQUIRE SSL",
                "UNKNOWN | CREATE USER `u`@`%` IDENTIFIED VIA mysql_native_password USING HASH OR unix_socket",
                "UNKNOWN | CREATE USER `u`@`%` IDENTIFIED VIA mysql_native_password USING HASH OR mysql_native_password USING HASH OR unix_socket",
                "UNKNOWN | CREATE USER `u`@`%` IDENTIFIED VIA ed25519 USING 'ZIgUREUg5PVgQ6LskhXmO+eZLS0nC8be6HPjYWR4YJY'",
                "UNKNOWN | CREATE USER `u`@`%` IDENTIFIED WITH 'caching_sha2_password' AS 'x' REQUIRE NONE",
                "UNKNOWN | CREATE USER `u` IDENTIFIED BY PASSWORD HASH`@`%` IDENTIFIED VIA unix_socket"
            })
    void passwordsAreCountedOnlyWhereThereIsNothingElse(Passwords expected, String createUser) {
        assertThat(Passwords.of(createUser.replace("HASH", HASH))).isEqualTo(expected);
    }
}
