package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GRANT SELECT ON `d`.* TO `u`@`%` | GRANT SELECT ON `d`.* TO C",
                "GRANT SELECT ON `d`.* TO 'u'@'%' | GRANT SELECT ON `d`.* TO C",
                "GRANT SELECT ON `a TO ``b``@``%`.* TO `u`@`%` WITH GRANT OPTION"
                        + "| GRANT SELECT ON `a TO ``b``@``%`.* TO C WITH GRANT OPTION",
                "GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*AB' REQUIRE SSL WITH MAX_USER_CONNECTIONS 3"
                        + "| GRANT USAGE ON *.* TO C WITH MAX_USER_CONNECTIONS 3",
                "GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED VIA a USING ' WITH GRANT OPTION' OR b | GRANT USAGE ON *.* TO C",
                "GRANT USAGE ON *.* TO `u`@`%` REQUIRE SUBJECT 'it's WITH GRANT OPTION' WITH MAX_USER_CONNECTIONS 3"
                        + "| GRANT USAGE ON *.* TO C WITH MAX_USER_CONNECTIONS 3",
                "GRANT `r` TO `u`@`%` WITH ADMIN OPTION | GRANT `r` TO C WITH ADMIN OPTION",
                "GRANT `r`@`%` TO `u`@`%` | GRANT `r`@`%` TO C",
                "GRANT PROXY ON ''@'%' TO 'u'@'%' | GRANT PROXY ON ''@'%' TO C",
                "REVOKE INSERT ON `d`.* FROM `u`@`%` | REVOKE INSERT ON `d`.* FROM C",
                "SET DEFAULT ROLE `r` FOR `u`@`%` | SET DEFAULT ROLE `r` FOR C"
            })
    void onlyTheGranteeChanges(String grant, String expected) {
        assertThat(new Grant(grant).to("C")).isEqualTo(expected);
    }

    @Test
    void whatIsNoGrantIsRefusedWithoutBeingQuoted() {
        Grant grant = new Grant("GRANT USAGE ON *.* IDENTIFIED BY PASSWORD '*hush");
        assertThatThrownBy(() -> grant.to("C"))
                .isInstanceOf(RotationException.class)
                .hasMessage("A grant of the user cannot be read");
        assertThat(grant.toString()).doesNotContain("hush");
    }
}
