package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));

    private static Version version(int number, String... labels) {
        return version(number, LONG_AGO, labels);
    }

    private static Version version(int number, Instant created, String... labels) {
        return new Version(token(number), Set.of(labels), true, Optional.empty(), created, Optional.empty());
    }

    private static Versions of(Version... versions) {
        Versions all = Versions.NONE;
        for (Version version : versions) {
            all = all.put(version);
        }
        return all;
    }

    private static Set<String> labels(Versions versions, int number) {
        return versions.find(token(number)).orElseThrow().labels();
    }

    /** The rows of the table on {@link Versions}. */
    @Nested
    class Moves {

        @Test
        void theFirstCurrentVersionLeavesNoPreviousOne() {
            Versions next = of(version(1)).attach(AWSCURRENT, token(1));

            assertThat(labels(next, 1)).containsExactly(AWSCURRENT);
            assertThat(next.holder(AWSPREVIOUS)).isEmpty();
        }

        @Test
        void theVersionThatAwscurrentLeavesBecomesThePreviousOne() {
            Versions next = of(version(1, AWSCURRENT), version(2)).attach(AWSCURRENT, token(2));

            assertThat(labels(next, 1)).containsExactly(AWSPREVIOUS);
            assertThat(labels(next, 2)).containsExactly(AWSCURRENT);
        }

        @Test
        void theFormerPreviousVersionLosesItsLabel() {
            Versions next = of(version(1, AWSPREVIOUS), version(2, AWSCURRENT), version(3))
                    .attach(AWSCURRENT, token(3));

            assertThat(labels(next, 1)).isEmpty();
            assertThat(labels(next, 2)).containsExactly(AWSPREVIOUS);
            assertThat(labels(next, 3)).containsExactly(AWSCURRENT);
        }

        @Test
        void thePreviousVersionMadeCurrentAgainIsPreviousNoMore() {
            Versions next = of(version(1, AWSPREVIOUS), version(2, AWSCURRENT)).attach(AWSCURRENT, token(1));

            assertThat(labels(next, 1)).containsExactly(AWSCURRENT);
            assertThat(labels(next, 2)).containsExactly(AWSPREVIOUS);
        }

        @Test
        void aNewCurrentVersionKeepsItsOtherLabelsAndSoDoesTheFormerOne() {
            Versions next = of(version(1, AWSCURRENT, "BLUE"), version(2, AWSPENDING, "GREEN"))
                    .attach(AWSCURRENT, token(2));

            assertThat(labels(next, 1)).containsExactlyInAnyOrder(AWSPREVIOUS, "BLUE");
            assertThat(labels(next, 2)).containsExactlyInAnyOrder(AWSCURRENT, AWSPENDING, "GREEN");
        }

        @Test
        void attachingAnyOtherLabelTakesItFromItsHolderAndLeavesTheRestAlone() {
            Versions next = of(version(1, AWSCURRENT, AWSPENDING), version(2, AWSPREVIOUS))
                    .attach(AWSPENDING, token(2));

            assertThat(labels(next, 1)).containsExactly(AWSCURRENT);
            assertThat(labels(next, 2)).containsExactlyInAnyOrder(AWSPREVIOUS, AWSPENDING);
        }

        @Test
        void attachingALabelWhereItIsChangesNothing() {
            Versions versions = of(version(1, AWSPREVIOUS), version(2, AWSCURRENT));

            assertThat(versions.attach(AWSCURRENT, token(2))).isEqualTo(versions);
        }

        @Test
        void detachingALabelLeavesItsHolderDeprecatedOnceItWasTheLast() {
            Versions next = of(version(1, AWSCURRENT), version(2, "BLUE")).detach("BLUE");

            assertThat(next.find(token(2)).orElseThrow().deprecated()).isTrue();
            assertThat(next.labelled()).extracting(Version::id).containsExactly(token(1));
        }

        @Test
        void detachingALabelThatNobodyHoldsChangesNothing() {
            Versions versions = of(version(1, AWSCURRENT));

            assertThat(versions.detach("BLUE")).isEqualTo(versions);
        }
    }

    @Nested
    class Pending {

        @Test
        void aVersionIsPendingWhileItIsNotYetCurrent() {
            assertThat(of(version(1, AWSCURRENT), version(2, AWSPENDING)).pending())
                    .map(Version::id)
                    .contains(token(2));
        }

        @Test
        void aCurrentVersionThatStillHoldsAwspendingIsNotPending() {
            assertThat(of(version(1, AWSCURRENT, AWSPENDING)).pending()).isEmpty();
        }
    }

    @Nested
    class Limits {

        @Test
        void twentyLabelsFitOnASecret() {
            assertThat(labels(withLabels(20), 1)).hasSize(20);
        }

        @Test
        void theTwentyFirstLabelIsRefused() {
            Versions full = withLabels(20);

            assertThat(refusal(() -> full.attach("ONE TOO MANY", token(1))).code())
                    .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        }

        @Test
        void aLabelMovesOnASecretThatHasTwenty() {
            Versions full = withLabels(20).put(version(2));

            assertThat(labels(full.attach("LABEL 7", token(2)), 2)).containsExactly("LABEL 7");
        }

        @Test
        void thePreviousLabelCountsToo() {
            Versions full = withLabels(19).attach(AWSCURRENT, token(1)).put(version(2));

            assertThat(refusal(() -> full.attach(AWSCURRENT, token(2))).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        }

        @Test
        void aHundredVersionsAreKept() {
            assertThat(withVersions(99, LONG_AGO).add(version(200, NOW)).all()).hasSize(100);
        }

        @Test
        void theOldestDeprecatedVersionGivesWayToTheHundredAndFirst() {
            Versions next = withVersions(100, LONG_AGO).add(version(200, NOW));

            assertThat(next.all()).hasSize(100);
            assertThat(next.find(token(1))).as("labelled").isPresent();
            assertThat(next.find(token(2))).as("oldest deprecated").isEmpty();
            assertThat(next.find(token(3))).isPresent();
        }

        @Test
        void aVersionOlderThanADayIsPruned() {
            Instant created = NOW.minus(Duration.ofHours(24)).minusSeconds(1);

            assertThat(withVersions(100, created).add(version(200, NOW)).all()).hasSize(100);
        }

        @Test
        void aVersionYoungerThanADayIsNeverPruned() {
            Instant created = NOW.minus(Duration.ofHours(24)).plusSeconds(1);
            Versions full = withVersions(100, created);

            assertThat(refusal(() -> full.add(version(200, NOW))).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        }

        @Test
        void aLabelledVersionIsNeverPruned() {
            Versions full = withVersions(100, NOW).put(version(2, LONG_AGO, "KEPT"));

            assertThat(refusal(() -> full.add(version(200, NOW))).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        }

        private static Versions withLabels(int count) {
            Versions versions = of(version(1));
            for (int label = 1; label <= count; label++) {
                versions = versions.attach("LABEL " + label, token(1));
            }
            return versions;
        }

        /** The first version is current, all others are deprecated; each is a millisecond younger than the one before. */
        private static Versions withVersions(int count, Instant created) {
            Versions versions = of(version(1, created, AWSCURRENT));
            for (int number = 2; number <= count; number++) {
                versions = versions.put(version(number, created.plusMillis(number)));
            }
            return versions;
        }
    }
}
