package dev.tumbler.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPlaceTest {

    @Test
    void aPlaceIsThatOfWhatAValueBelongsTo() {
        KeyPlace place = new KeyPlace("123456789012", "eu-west-1");

        assertThat(KeyPlace.of(SealingContext.of("arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-ABCDEF", "v")))
                .isEqualTo(place);
        assertThat(KeyPlace.of(SealingContext.of("arn:aws:rds:eu-west-1:123456789012:db:orders", "master")))
                .isEqualTo(place);
    }

    @Test
    void aContextWithoutAnArnHasNoPlace() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyPlace.of(Map.of()));
    }

    @Test
    void theDefaultKeyIsNamedByItsAliasInTwoForms() {
        assertThat(DefaultKey.unlessNamed(Optional.of("alias/aws/secretsmanager")))
                .isEmpty();
        assertThat(DefaultKey.unlessNamed(Optional.of("arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager")))
                .isEmpty();
        assertThat(DefaultKey.unlessNamed(Optional.of("alias/aws/rds"))).contains("alias/aws/rds");
        assertThat(DefaultKey.unlessNamed(Optional.empty())).isEmpty();
    }
}
