package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldPasswordsTest {

    @ParameterizedTest
    @CsvSource({",true,KEPT", ",false,DROPPED", "true,false,KEPT", "yes,false,KEPT", "false,true,DROPPED"})
    void theEnvironmentDecidesAndOtherwiseWhoMadeTheSecret(String variable, boolean managed, OldPassword expected) {
        Map<String, String> environment = Optional.ofNullable(variable)
                .map(text -> Map.of("KEEP_OLD_PASSWORD", text))
                .orElseGet(Map::of);
        Fixture fixture = Fixture.started();
        DatabaseSecret secret = new DatabaseSecret(
                fixture.database, RealDatabase.local(1, Optional.empty(), "u", "p"), Optional.empty(), managed);

        assertThat(OldPasswords.from(environment::get).of(secret)).isEqualTo(expected);
    }
}
