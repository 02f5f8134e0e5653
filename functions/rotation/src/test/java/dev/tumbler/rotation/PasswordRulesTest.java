package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

class PasswordRulesTest {

    @Test
    void anEmptyEnvironmentMeansAwsDefaults() {
        GetRandomPasswordRequest request =
                PasswordRules.from(Map.<String, String>of()::get).request();
        assertThat(request.excludeCharacters()).isEqualTo("/@\"'\\");
        assertThat(request.passwordLength()).isEqualTo(32);
        assertThat(request.excludeNumbers()).isFalse();
        assertThat(request.excludePunctuation()).isFalse();
        assertThat(request.excludeUppercase()).isFalse();
        assertThat(request.excludeLowercase()).isFalse();
        assertThat(request.requireEachIncludedType()).isTrue();
    }

    @Test
    void everyVariableCounts() {
        PasswordRules rules = PasswordRules.from(Map.of(
                "EXCLUDE_CHARACTERS", "abc",
                "PASSWORD_LENGTH", "20",
                "EXCLUDE_NUMBERS", "true",
                "EXCLUDE_PUNCTUATION", "1",
                "EXCLUDE_UPPERCASE", "y",
                "EXCLUDE_LOWERCASE", "no",
                "REQUIRE_EACH_INCLUDED_TYPE", "false")::get);
        assertThat(rules).isEqualTo(new PasswordRules("abc", 20, true, true, true, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "1", "y", "Y", "yes", "Yes"})
    void theseMeanYes(String text) {
        assertThat(PasswordRules.from(Map.of("EXCLUDE_NUMBERS", text)::get).excludeNumbers())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "on", "false", "no"})
    void everythingElseMeansNo(String text) {
        assertThat(PasswordRules.from(Map.of("REQUIRE_EACH_INCLUDED_TYPE", text)::get)
                        .requireEachIncludedType())
                .isFalse();
    }

    @Test
    void aLengthThatIsNoNumberIsSaidSo() {
        assertThatThrownBy(() -> PasswordRules.from(Map.of("PASSWORD_LENGTH", "long")::get))
                .isInstanceOf(RotationException.class)
                .hasMessage("PASSWORD_LENGTH must be a whole number");
    }
}
