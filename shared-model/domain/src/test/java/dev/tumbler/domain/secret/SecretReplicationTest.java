package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.secret.ReplicaRegion.Status;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a primary knows of its regions, and when it has to be looked after. */
class SecretReplicationTest {
    private static final ReplicaRegion PARIS = ReplicaRegion.wanted("eu-west-3", Optional.empty(), true);
    private static final ReplicaRegion TOKYO = ReplicaRegion.wanted("ap-northeast-1", Optional.empty(), false);

    private static Secret primary(ReplicaRegion... regions) {
        return next(SecretReplication.replicate(created(), PERSON, List.of(regions), NOW));
    }

    /** The same once its first region has what the primary has now. */
    private static Secret copied(Secret primary) {
        return next(progress(primary).copied(Optional.of(primary)));
    }

    private static Secret failed(Secret primary, Instant now) {
        return next(progress(primary).failed(Optional.of(primary), "why", now));
    }

    private static ReplicationProgress progress(Secret primary) {
        return new ReplicationProgress(
                primary, primary.sharing().replication().regions().get(0));
    }

    private static ReplicaRegion first(Secret primary) {
        return primary.sharing().replication().regions().get(0);
    }

    private static Status status(Secret primary) {
        return first(primary).status(primary.sharing().replication().revision());
    }

    @Test
    void aRegionIsInProgressUntilItHasBeenCopiedToAndAfterEachChange() {
        Secret primary = primary(PARIS);
        assertThat(status(primary)).isEqualTo(Status.IN_PROGRESS);
        assertThat(primary.due()).contains(NOW);

        Secret copied = copied(primary);
        assertThat(status(copied)).isEqualTo(Status.IN_SYNC);
        assertThat(copied.due()).isEmpty();
        assertThat(first(copied).overwrite())
                .as("only the first copy overwrites")
                .isFalse();

        Secret changed = next(SecretLifecycle.tag(copied, Map.of("k", "v"), NOW.plusSeconds(5)));
        assertThat(status(changed)).isEqualTo(Status.IN_PROGRESS);
        assertThat(changed.due()).contains(NOW.plusSeconds(5));
    }

    @Test
    void whatReplicasDoNotFollowLeavesThemInSync() {
        Secret copied = copied(primary(PARIS));

        assertThat(status(next(SecretValues.accessed(Optional.of(copied), token(1), NOW))))
                .isEqualTo(Status.IN_SYNC);
    }

    @Test
    void replicasFollowThePolicy() {
        Secret copied = copied(primary(PARIS));
        Secret shared = copied.with(copied.sharing().with(Optional.of("a policy")));

        assertThat(status(shared)).isEqualTo(Status.IN_PROGRESS);
        assertThat(status(copied(shared))).isEqualTo(Status.IN_SYNC);
        assertThat(status(copied(shared).with(copied(shared).sharing().with(Optional.of("a policy")))))
                .as("the same policy once more")
                .isEqualTo(Status.IN_SYNC);
    }

    @Test
    void aSecretWithoutReplicasCountsNothing() {
        Secret changed = next(SecretLifecycle.tag(created(), Map.of("k", "v"), NOW));

        assertThat(changed.sharing()).isEqualTo(Sharing.NONE);
        assertThat(changed.primaryRegion()).isEmpty();
    }

    @Test
    void thePauseAfterAFailureDoublesAndEnds() {
        Secret primary = primary(PARIS);
        Instant now = NOW;
        for (int pause = 1; pause <= 1024; pause *= 2) {
            primary = failed(primary, now);
            assertThat(status(primary)).isEqualTo(Status.FAILED);
            assertThat(primary.due()).contains(now.plusSeconds(pause));
            now = now.plusSeconds(pause);
        }
        assertThat(failed(primary, now).due()).contains(now.plus(Duration.ofSeconds(1024)));
        assertThat(copied(primary).due()).isEmpty();
    }

    @Test
    void aRegionIsReadyOnceItsPauseIsOver() {
        Secret failed = failed(primary(PARIS, TOKYO), NOW);

        assertThat(failed.sharing().replication().ready(NOW))
                .extracting(ReplicaRegion::region)
                .containsExactly("ap-northeast-1");
        assertThat(failed.sharing().replication().ready(NOW.plusSeconds(1))).hasSize(2);
    }

    @Test
    void aFailedRegionThatIsAskedForAgainBeginsAnew() {
        Secret failed = failed(primary(TOKYO), NOW);
        ReplicaRegion again = ReplicaRegion.wanted("ap-northeast-1", Optional.of("alias/tokyo"), true);
        Secret primary = next(SecretReplication.replicate(failed, PERSON, List.of(again), NOW));

        assertThat(first(primary)).isEqualTo(again);
        assertThat(keeps(SecretReplication.replicate(primary, PERSON, List.of(TOKYO), NOW)))
                .isTrue();
    }

    @Test
    void anOldNoteTakesNothingBack() {
        Secret old = primary(PARIS);
        Secret changed = next(SecretValues.put(old, PERSON, value(2), List.of(), NOW));
        Secret copied = copied(changed);

        assertThat(keeps(progress(old).copied(Optional.of(copied)))).isTrue();
        assertThat(status(next(progress(old).copied(Optional.of(changed)))))
                .as("a copy of what was is no copy of what is")
                .isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void aNoteForARegionOrASecretThatIsGoneIsLost() {
        Secret primary = primary(PARIS);
        Secret without = next(progress(primary).ended(Optional.of(primary)));
        Secret another = new Secret(
                primary.id(),
                "ZzZzZz",
                primary.details(),
                primary.dates(),
                primary.versions(),
                primary.rotation(),
                primary.sharing());

        assertThat(progress(primary).copied(Optional.of(without)).answer()).isFalse();
        assertThat(keeps(progress(primary).failed(Optional.of(without), "why", NOW)))
                .isTrue();
        assertThat(keeps(progress(primary).ended(Optional.of(another)))).isTrue();
        assertThat(keeps(progress(primary).ended(Optional.empty()))).isTrue();
        assertThat(keeps(ReplicationProgress.forgetting(SecretArn.of(another), "eu-west-3")
                        .apply(Optional.of(primary))))
                .isTrue();
        assertThat(next(ReplicationProgress.forgetting(SecretArn.of(primary), "eu-west-3")
                                .apply(Optional.of(primary)))
                        .sharing()
                        .replication()
                        .regions())
                .isEmpty();
    }

    @Test
    void theEndOfARegionIsNotTheEndOfOneThatWasAskedForAgain() {
        Secret primary = copied(primary(PARIS));
        Secret removed = next(SecretReplication.remove(primary, PERSON, List.of("eu-west-3"), NOW));
        Secret again = primary(PARIS);

        assertThat(keeps(progress(removed).ended(Optional.of(again)))).isTrue();
        assertThat(keeps(progress(primary).ended(Optional.of(again)))).isTrue();
        assertThat(next(progress(again).ended(Optional.of(again)))
                        .sharing()
                        .replication()
                        .regions())
                .isEmpty();
    }

    @Test
    void aRemovedRegionIsNotShownButHoldsThePrimaryUntilItsReplicaIsGone() {
        Secret removed = next(SecretReplication.remove(copied(primary(PARIS)), PERSON, List.of("eu-west-3", "x"), NOW));

        assertThat(removed.sharing().replication().wanted()).isEmpty();
        assertThat(removed.due()).contains(NOW);
        assertThat(progress(removed).copied(Optional.of(removed)).answer()).isFalse();
        assertThat(refusal(() -> SecretLifecycle.erase(removed, PERSON)))
                .hasMessage("You can't delete secret " + removed.arn() + " that still has replica regions [eu-west-3]");
        Secret gone = next(progress(removed).ended(Optional.of(removed)));
        assertThat(gone.due()).isEmpty();
        assertThat(Samples.erases(SecretLifecycle.erase(gone, PERSON))).isTrue();
    }

    @Test
    void aChangeThatReplicasHaveToFollowIsToldOf() {
        Decision<Secret, Secret> asked = SecretReplication.replicate(created(), PERSON, List.of(PARIS), NOW);
        Decision<Secret, Secret> unheard = SecretLifecycle.tag(created(), Map.of("k", "v"), NOW);

        assertThat(SecretReplication.announced(asked).events()).containsExactly(new ReplicationDue(ID));
        assertThat(SecretReplication.announced(unheard)).isEqualTo(unheard);
        assertThat(SecretReplication.announced(
                                SecretValues.accessed(Optional.of(copied(primary(PARIS))), token(1), NOW))
                        .events())
                .isEmpty();
    }

    @Test
    void aPrimaryIsRemindedOfOnlyWhileSomethingCanBeDone() {
        Secret primary = primary(PARIS);

        assertThat(SecretReplication.remind(Optional.of(primary), NOW).events())
                .containsExactly(new ReplicationDue(ID));
        assertThat(keeps(SecretReplication.remind(Optional.of(failed(primary, NOW)), NOW)))
                .isTrue();
        assertThat(keeps(SecretReplication.remind(Optional.of(copied(primary)), NOW)))
                .isTrue();
        assertThat(keeps(SecretReplication.remind(Optional.empty(), NOW))).isTrue();
    }
}
