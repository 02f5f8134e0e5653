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
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which version GetSecretValue reads, and what is noted of it. */
class ReadingTest {
    private static final Optional<String> NONE = Optional.empty();

    private static Secret three() {
        Secret two = next(SecretValues.put(created(), PERSON, value(2), List.of(), NOW));
        return next(SecretValues.put(two, PERSON, value(3), List.of(), NOW));
    }

    private static String read(Optional<String> version, Optional<String> label) {
        return SecretValues.readable(three(), version, label).id();
    }

    @Test
    void theCurrentVersionIsReadUnlessSaid() {
        assertThat(read(NONE, NONE)).isEqualTo(token(3));
    }

    @Test
    void aLabelNamesItsVersion() {
        assertThat(read(NONE, Optional.of(AWSPREVIOUS))).isEqualTo(token(2));
    }

    @Test
    void aDeprecatedVersionIsReadByItsId() {
        assertThat(read(Optional.of(token(1)), NONE)).isEqualTo(token(1));
    }

    @Test
    void bothMayBeGivenIfTheyAgree() {
        assertThat(read(Optional.of(token(2)), Optional.of(AWSPREVIOUS))).isEqualTo(token(2));
        assertThat(refusal(() -> read(Optional.of(token(1)), Optional.of(AWSPREVIOUS))))
                .hasMessage("You provided a VersionStage that is not associated to the provided VersionId.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whatIsNotThereIsNotFoundInAwsWords() {
        assertThat(refusal(() -> read(NONE, Optional.of("BLUE"))))
                .hasMessage("Secrets Manager can't find the specified secret value for staging label: BLUE")
                .extracting("code")
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(() -> read(Optional.of("nothing"), NONE)))
                .hasMessage("Secrets Manager can't find the specified secret value for VersionId: nothing")
                .extracting("code")
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aSecretWithoutAValueHasNoCurrentOne() {
        assertThat(refusal(() -> SecretValues.readable(empty(), NONE, NONE)))
                .hasMessage("Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
    }

    /** How createSecret, the first step of a rotation, sees that it has not run yet. */
    @Test
    void thePlaceholderOfARotationIsNotFoundByItsIdNorByItsLabel() {
        Secret rotating = next(SecretRotation.start(managed(), token(2), NOW));
        Optional<String> id = Optional.of(token(2));
        Optional<String> label = Optional.of(AWSPENDING);

        assertThat(refusal(() -> SecretValues.readable(rotating, id, NONE)).code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(() -> SecretValues.readable(rotating, id, label)).code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(() -> SecretValues.readable(rotating, NONE, label)).code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aSecretThatIsScheduledForDeletionIsNotRead() {
        Secret deleted = next(SecretLifecycle.schedule(created(), PERSON, Optional.empty(), NOW));

        assertThat(refusal(() -> SecretValues.readable(deleted, NONE, NONE)))
                .hasMessage("You can't perform this operation on the secret because it was marked for deletion.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void theFirstReadOfADayIsNotedByItsDate() {
        Secret noted = next(SecretValues.accessed(Optional.of(created()), token(1), NOW));
        Instant midnight = Instant.parse("2026-03-01T00:00:00Z");

        assertThat(noted.dates().accessed()).contains(midnight);
        assertThat(noted.versions().find(token(1)).orElseThrow().lastAccessed()).contains(midnight);
        assertThat(noted.dates().changed()).isEqualTo(created().dates().changed());
    }

    @Test
    void furtherReadsOfTheDayChangeNothing() {
        Optional<Secret> noted = Optional.of(next(SecretValues.accessed(Optional.of(created()), token(1), NOW)));

        assertThat(keeps(SecretValues.accessed(noted, token(1), NOW.plus(Duration.ofHours(3)))))
                .isTrue();
        assertThat(SecretValues.accessed(noted, token(1), NOW.plus(Duration.ofDays(1)))
                        .answer())
                .isTrue();
    }

    @Test
    void aReadOfWhatIsGoneMeanwhileIsNotNoted() {
        assertThat(keeps(SecretValues.accessed(Optional.empty(), token(1), NOW)))
                .isTrue();
        assertThat(keeps(SecretValues.accessed(Optional.of(created()), token(9), NOW)))
                .isTrue();
    }
}
