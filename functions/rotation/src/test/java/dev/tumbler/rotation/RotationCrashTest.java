package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static dev.tumbler.rotation.SecretVersions.AWSPREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.rotation.Calls.Cut;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationCrashTest {

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aRotationCutOffAtAnyCallIsFinishedByTheNextRun(Cut cut) {
        cutEverywhere(cut, Fixture::started);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aRotationThatRegistersItsVersionAndIsCutOffAtAnyCallIsFinishedByTheNextRun(Cut cut) {
        cutEverywhere(cut, Fixture::unregistered);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aManagedRotationCutOffAtAnyCallIsFinishedByTheNextRun(Cut cut) {
        cutEverywhere(cut, Fixture::managed);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aRotationOfAlternatingUsersCutOffAtAnyCallIsFinishedAndTheOldPasswordKeepsWorking(Cut cut) {
        int calls = callsOfAnUndisturbedRotation(Fixture::alternating);
        for (int call = 0; call < calls; call++) {
            Fixture fixture = Fixture.alternating();
            fixture.calls.watch(() -> assertThat(fixture.accepts(AWSCURRENT))
                    .as("the database accepts the current password")
                    .isTrue());
            fixture.calls.cut(cut, call);
            assertThatThrownBy(fixture::rotate).isInstanceOf(Calls.CutOff.class);
            fixture.calls.forget();
            fixture.rotate();
            assertThat(fixture.secretsManager.labels()).containsEntry(AWSCURRENT, Fixture.TOKEN);
            assertThat(fixture.accepts(AWSPREVIOUS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aSecondCutDuringTheNextRunIsSurvivedToo(Cut cut) {
        int calls = callsOfAnUndisturbedRotation(Fixture::started);
        for (int first = 0; first < calls; first++) {
            for (int second = 0; second < calls; second++) {
                Fixture fixture = watched(Fixture.started());
                runCutAt(fixture, cut, first);
                runCutAt(fixture, cut, second);
                finishes(fixture, "cut " + cut + " calls " + first + " and " + second);
            }
        }
    }

    @Test
    void everyStepTwiceInARowChangesNothingMore() {
        Fixture fixture = Fixture.started();
        for (String step : Fixture.STEPS) {
            fixture.run(step);
            Map<String, String> labels = fixture.secretsManager.labels();
            String pending = fixture.secretsManager.valueOf(AWSPENDING).orElseThrow();
            fixture.calls.forget();
            fixture.run(step);
            assertThat(fixture.calls.made())
                    .as(step)
                    .doesNotContain("PutSecretValue", "changePassword", "UpdateSecretVersionStage");
            assertThat(fixture.secretsManager.labels()).isEqualTo(labels);
            assertThat(fixture.secretsManager.valueOf(AWSPENDING)).contains(pending);
        }
    }

    @Test
    void thePendingValueIsStoredBeforeTheDatabaseIsTouched() {
        Fixture fixture = Fixture.started();
        fixture.rotate();
        assertThat(fixture.calls.made())
                .containsSubsequence("PutSecretValue", "changePassword", "login", "UpdateSecretVersionStage");
    }

    private static void cutEverywhere(Cut cut, Supplier<Fixture> start) {
        int calls = callsOfAnUndisturbedRotation(start);
        for (int call = 0; call < calls; call++) {
            Fixture fixture = watched(start.get());
            fixture.calls.cut(cut, call);
            assertThatThrownBy(fixture::rotate).isInstanceOf(Calls.CutOff.class);
            finishes(fixture, "cut " + cut + " call " + call);
        }
    }

    private static int callsOfAnUndisturbedRotation(Supplier<Fixture> start) {
        Fixture fixture = watched(start.get());
        fixture.rotate();
        return fixture.calls.made().size();
    }

    private static Fixture watched(Fixture fixture) {
        fixture.calls.watch(() -> assertThat(fixture.accepts(AWSCURRENT) || fixture.accepts(AWSPENDING))
                .as("the database accepts the current or the pending password")
                .isTrue());
        return fixture;
    }

    /** Runs until the cut, which may lie behind the end of this run. */
    private static void runCutAt(Fixture fixture, Cut cut, int call) {
        fixture.calls.cut(cut, call);
        try {
            fixture.rotate();
        } catch (Calls.CutOff expected) {
            assertThat(fixture.calls.made()).hasSize(call + 1);
        }
    }

    private static void finishes(Fixture fixture, String story) {
        fixture.calls.forget();
        fixture.rotate();
        assertThat(fixture.secretsManager.labels())
                .as(story)
                .containsEntry(AWSCURRENT, Fixture.TOKEN)
                .containsEntry(AWSPREVIOUS, Fixture.OLD);
        assertThat(fixture.accepts(AWSCURRENT)).as(story).isTrue();
        assertThat(fixture.accepts(AWSPREVIOUS)).as(story).isFalse();
    }
}
