package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValueTest {

    @ParameterizedTest
    @MethodSource("values")
    void aNewPasswordReplacesTheOldOneAndNothingElse(String text, String old) {
        SecretValue before = SecretValue.parse(Fixture.ARN, text.replace("OLD", old));
        assertThat(before.with("password", "new \" \\ \n \u00e9 \uD83D\uDD11").json())
                .isEqualTo(text.replace("OLD", "\"new \\\" \\\\ \\n \u00e9 \uD83D\uDD11\""));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("{\"password\":OLD}", "\"old\""),
                arguments("{\"password\":OLD}", "\"\""),
                arguments("{\"password\":OLD}", "true"),
                arguments("{\"password\":OLD,\"z\":[{}]}", "12.5e3"),
                arguments(
                        "{ \"a\" : 1.50 ,\n\"password\" : OLD , \"z\" : { \"password\" : \"x\" } }",
                        "\"o\\u006cd \\\" \\\\\""),
                arguments("{\"\uD83D\uDD11\":\"\u00e9\",\"password\":OLD,\"z\":null}", "\"\uD83D\uDD11\""));
    }

    @Test
    void aLongValueIsRewrittenInPlaceToo() {
        String filling = "x".repeat(60_000);
        String json = "{\"a\":\"" + filling + "\",\"password\":\"" + filling + "\",\"z\":1}";
        assertThat(SecretValue.parse(Fixture.ARN, json).with("password", "new").json())
                .isEqualTo("{\"a\":\"" + filling + "\",\"password\":\"new\",\"z\":1}");
    }

    @Test
    void twoTextsAreReplacedInEitherOrder() {
        SecretValue before = SecretValue.parse(Fixture.ARN, "{\"username\":\"u\",\"a\":1.50,\"password\":\"p\"}");
        String after = "{\"username\":\"a longer one\",\"a\":1.50,\"password\":\"\"}";
        assertThat(before.with("username", "a longer one").with("password", "").json())
                .isEqualTo(after);
        assertThat(before.with("password", "").with("username", "a longer one"))
                .isEqualTo(SecretValue.parse(Fixture.ARN, after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hush",
                "\"hush\"",
                "[]",
                "{\"password\":\"hush\"",
                "{} hush",
                "{\"password\":\"hush\",\"password\":\"hush\"}",
                ""
            })
    void whatIsNoJsonObjectIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> SecretValue.parse(Fixture.ARN, text))
                .isInstanceOf(RotationException.class)
                .hasMessage("Invalid secret value json for secret " + Fixture.ARN + ".")
                .hasNoCause();
    }

    @Test
    void aBinarySecretIsRefused() {
        assertThatThrownBy(() -> SecretValue.parse(Fixture.ARN, null))
                .isInstanceOf(RotationException.class)
                .hasMessage("Invalid secret value json for secret " + Fixture.ARN + ".");
    }

    @Test
    void exactlyUserNameAndPasswordMeansThatRdsMadeIt() {
        assertThat(SecretValue.parse(Fixture.ARN, Fixture.managedJson()).isRdsManaged())
                .isTrue();
        assertThat(SecretValue.parse(Fixture.ARN, Fixture.json("u", "h", "p")).isRdsManaged())
                .isFalse();
        assertThat(SecretValue.parse(Fixture.ARN, "{\"password\":\"p\"}").isRdsManaged())
                .isFalse();
    }

    @Test
    void nothingOfTheValueIsShown() {
        SecretValue value = SecretValue.parse(Fixture.ARN, "{\"password\":\"hush\"}");
        assertThat(value.toString()).contains("password").doesNotContain("hush");
    }
}
