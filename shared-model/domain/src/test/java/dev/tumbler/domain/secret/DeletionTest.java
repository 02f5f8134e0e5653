package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.erases;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.Deletion.Deleted;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private static final Deletion FORCED = new Deletion(Optional.empty(), true);
    private static final Deletion SCHEDULED = new Deletion(Optional.of(7L), false);

    private static Decision<Secret, Deleted> delete(Deletion deletion, Optional<Secret> stored, String asked) {
        return deletion.decide(
                stored,
                SecretArn.parse(asked, new Action(PERSON, "secretsmanager:DeleteSecret")),
                PERSON,
                "zZ9zZ9",
                NOW);
    }

    @Test
    void forceAndAWindowExcludeEachOther() {
        assertThat(refusal(() -> new Deletion(Optional.of(7L), true)))
                .hasMessage("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void aScheduledSecretIsAnsweredWithTheEndOfItsWindow() {
        Decision<Secret, Deleted> decision = delete(SCHEDULED, Optional.of(created()), "orders");

        assertThat(decision.answer()).isEqualTo(new Deleted(ARN, "orders", NOW.plus(Duration.ofDays(7))));
        assertThat(next(decision).dates().deletion()).contains(decision.answer().date());
    }

    @Test
    void aForcedDeletionIsDoneAtOnce() {
        Decision<Secret, Deleted> decision = delete(FORCED, Optional.of(created()), "orders");

        assertThat(erases(decision)).isTrue();
        assertThat(decision.answer()).isEqualTo(new Deleted(ARN, "orders", NOW));
    }

    @Test
    void whatIsMissingIsNotFoundWithoutForce() {
        assertThat(refusal(() -> delete(SCHEDULED, Optional.empty(), "orders")))
                .hasMessage("Secrets Manager can't find the specified secret.")
                .extracting("code")
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void whatIsMissingIsDeletedByForceAsIfItWereThere() {
        Decision<Secret, Deleted> decision = delete(FORCED, Optional.empty(), "orders");

        assertThat(keeps(decision)).isTrue();
        assertThat(decision.answer().arn()).endsWith(":secret:orders-zZ9zZ9");
    }

    @Test
    void theArnOfAnEarlierSecretNeverDeletesTheOneThatIsThere() {
        String earlier = ARN.replace("AbCdEf", "FeDcBa");

        assertThat(keeps(delete(FORCED, Optional.of(created()), earlier))).isTrue();
        assertThat(refusal(() -> delete(SCHEDULED, Optional.of(created()), earlier))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
