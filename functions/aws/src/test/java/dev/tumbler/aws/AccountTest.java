package dev.tumbler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    private static final Map<String, String> COMPLETE =
            Map.of("TUMBLER_TABLE", "secrets", "TUMBLER_KMS_KEY", "alias/secrets", "TUMBLER_EVENT_BUS", "default");

    @Test
    void itIsWhatTheEnvironmentSays() {
        assertThat(Account.from(COMPLETE::get)).isEqualTo(new Account("secrets", "alias/secrets", "default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TUMBLER_TABLE", "TUMBLER_KMS_KEY", "TUMBLER_EVENT_BUS"})
    void whatIsMissingIsNamed(String name) {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.put(name, " ");
        assertThatThrownBy(() -> Account.from(environment::get)).hasMessageContaining(name);
    }
}
