package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

class OwnKeyTest {

    @Test
    void itIsAnIdAndASecret() {
        AwsCredentials key =
                OwnKey.from(name -> "ROTATION:secret/+=").orElseThrow().resolveCredentials();
        assertThat(key.accessKeyId()).isEqualTo("ROTATION");
        assertThat(key.secretAccessKey()).isEqualTo("secret/+=");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutItTheRoleSigns(String value) {
        assertThat(OwnKey.from(name -> value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "hidden:", ":hidden", "hidden:hidden:rds"})
    void whatIsNoneIsNotShown(String value) {
        assertThatThrownBy(() -> OwnKey.from(name -> value))
                .hasMessageContaining(OwnKey.VARIABLE)
                .hasMessageNotContaining("hidden");
    }
}
