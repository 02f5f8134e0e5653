package dev.tumbler.lambda;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlerNameTest {
    private static final List<String> NAMES = List.of("CreateSecret", "GetSecretValue");

    @Test
    void aHandlerOfTheZipIsTaken() {
        assertThatCode(() -> HandlerName.check(Optional.of("CreateSecret"), NAMES))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherNameIsAnsweredWithThoseThatWouldDo() {
        assertThatThrownBy(() -> HandlerName.check(Optional.of("createSecret"), NAMES))
                .hasMessage("The environment variable QUARKUS_LAMBDA_HANDLER is createSecret, which is no handler."
                        + " The handlers here are CreateSecret, GetSecretValue.");
    }

    @Test
    void soIsNone() {
        assertThatThrownBy(() -> HandlerName.check(Optional.empty(), NAMES))
                .hasMessage("The environment variable QUARKUS_LAMBDA_HANDLER is not set."
                        + " The handlers here are CreateSecret, GetSecretValue.");
    }
}
