package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.empty;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.managed;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.SecretValues.Stored;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** UpdateSecretVersionStage. */
class LabelMoveTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> FIRST = Optional.of(token(1));
    private static final Optional<String> SECOND = Optional.of(token(2));
    private static final Optional<String> UNKNOWN = Optional.of(token(9));

    /** Version 1 is previous, version 2 is current and BLUE. */
    private static Secret two() {
        return next(SecretValues.put(created(), PERSON, value(2), List.of(AWSCURRENT, "BLUE"), NOW));
    }

    private static Decision<Secret, Stored> move(String label, Optional<String> from, Optional<String> to) {
        return SecretValues.moveLabel(two(), PERSON, label, from, to, LATER);
    }

    private static AwsException refused(String label, Optional<String> from, Optional<String> to) {
        return refusal(() -> move(label, from, to));
    }

    private static Optional<String> holder(Decision<Secret, Stored> decision, String label) {
        return next(decision).versions().holder(label).map(Version::id);
    }

    @Test
    void aLabelMovesFromTheVersionThatIsNamed() {
        assertThat(holder(move("BLUE", SECOND, FIRST), "BLUE")).isEqualTo(FIRST);
    }

    @Test
    void aLabelThatNobodyHoldsNeedsNoFormerVersion() {
        assertThat(holder(move("GREEN", NONE, FIRST), "GREEN")).isEqualTo(FIRST);
    }

    @Test
    void aLabelIsTakenAway() {
        assertThat(holder(move("BLUE", SECOND, NONE), "BLUE")).isEmpty();
        assertThat(holder(move(AWSPREVIOUS, FIRST, NONE), AWSPREVIOUS)).isEmpty();
    }

    @Test
    void awscurrentMovedBackMakesTheOtherVersionPrevious() {
        Decision<Secret, Stored> decision = move(AWSCURRENT, SECOND, FIRST);

        assertThat(holder(decision, AWSCURRENT)).isEqualTo(FIRST);
        assertThat(holder(decision, AWSPREVIOUS)).isEqualTo(SECOND);
        assertThat(holder(decision, "BLUE")).isEqualTo(SECOND);
        assertThat(decision.answer().version()).isEmpty();
    }

    @Test
    void onlyAwscurrentMovesTheScheduleOfRotation() {
        assertThat(next(move(AWSCURRENT, SECOND, FIRST)).dates().valueChanged()).isEqualTo(LATER);
        assertThat(next(move("BLUE", SECOND, FIRST)).dates())
                .isEqualTo(two().dates().changedAt(LATER));
    }

    @Test
    void aLabelThatIsThereAlreadyChangesNothing() {
        assertThat(keeps(move("BLUE", NONE, SECOND))).isTrue();
        assertThat(keeps(move("BLUE", SECOND, SECOND))).isTrue();
    }

    @Test
    void aLabelElsewhereMustBeNamedWithItsVersion() {
        assertThat(refused("BLUE", NONE, FIRST))
                .hasMessage("The parameter RemoveFromVersionId can't be empty. Staging label BLUE is currently attached"
                        + " to version " + token(2)
                        + ", so you must explicitly reference that version in RemoveFromVersionId.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void awscurrentIsNeverJustTakenAway() {
        assertThat(refused(AWSCURRENT, SECOND, NONE))
                .hasMessage("You can only move staging label AWSCURRENT to a different secret version. It can’t be"
                        + " completely removed.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void aVersionThatDoesNotHoldTheLabelIsRefusedAsItsFormerOne() {
        assertThat(refused("BLUE", FIRST, SECOND).code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refused("GREEN", FIRST, SECOND).code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void anUnknownVersionIsNotFound() {
        assertThat(refused("BLUE", SECOND, UNKNOWN).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refused("BLUE", UNKNOWN, NONE).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void neitherVersionIsNoMove() {
        assertThat(refused("BLUE", NONE, NONE).code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void awscurrentNeverMovesToAVersionWithoutAValue() {
        Secret rotating = next(SecretRotation.start(managed(), token(2), NOW));

        assertThat(refusal(() -> SecretValues.moveLabel(rotating, Samples.RDS, AWSCURRENT, FIRST, SECOND, LATER))
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aManagedSecretsLabelsAreItsOwners() {
        assertThat(refusal(() -> SecretValues.moveLabel(managed(), PERSON, "BLUE", NONE, FIRST, LATER)))
                .hasMessageContaining("rds");
    }

    @Test
    void aSecretThatIsScheduledForDeletionKeepsItsLabels() {
        Secret deleted = next(SecretLifecycle.schedule(empty(), PERSON, Optional.empty(), NOW));

        assertThat(refusal(() -> SecretValues.moveLabel(deleted, PERSON, "BLUE", NONE, FIRST, LATER)))
                .hasMessage(Secret.MARKED_FOR_DELETION);
    }
}
