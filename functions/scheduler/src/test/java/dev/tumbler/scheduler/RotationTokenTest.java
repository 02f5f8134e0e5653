package dev.tumbler.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.rotation.RotationRun;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationTokenTest {
    private static final RotationToken TOKEN = token("0123456789abcdef0123456789abcdef");

    private static RotationToken token(String key) {
        return RotationToken.from(name -> key);
    }

    private static RotationRun run(String arn, String version) {
        return new RotationRun(arn, version, Optional.empty(), false, 1);
    }

    @Test
    void aRotationHasOneTokenInEveryProcessWithTheKey() {
        Optional<String> one = TOKEN.of(run("arn", "version"));
        assertThat(one).hasValueSatisfying(value -> assertThat(value).matches("[0-9a-f]{64}"));
        assertThat(token("0123456789abcdef0123456789abcdef").of(run("arn", "version")))
                .isEqualTo(one);
    }

    @Test
    void anotherRotationAnotherSecretAndAnotherKeyHaveAnother() {
        assertThat(TOKEN.of(run("arn", "version")))
                .isNotEqualTo(TOKEN.of(run("arn", "next")))
                .isNotEqualTo(TOKEN.of(run("other", "version")))
                .isNotEqualTo(token("another").of(run("arn", "version")));
    }

    @Test
    void withoutAKeyThereIsNone() {
        assertThat(token(null).of(run("arn", "version"))).isEmpty();
        assertThat(token(" ").of(run("arn", "version"))).isEmpty();
    }
}
