package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.erases;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.resealed;
import static dev.tumbler.domain.secret.Samples.sealed;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Samples.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.ReplicaCopy.Outcome;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each row of the table, and how many values travel. */
class ReplicaCopyTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final ReplicaRegion PARIS = ReplicaRegion.wanted("eu-west-3", Optional.of("alias/paris"), false);
    private static final ReplicaRegion OTHER_KEY = ReplicaRegion.wanted("eu-west-3", Optional.of("alias/other"), false);
    private static final ReplicaRegion OVERWRITTEN = ReplicaRegion.wanted("eu-west-3", Optional.empty(), true);

    private static Secret primary() {
        return next(SecretReplication.replicate(created(), PERSON, List.of(PARIS), NOW));
    }

    private static Decision<Secret, Outcome> copy(Optional<Secret> there, Secret primary, ReplicaRegion region) {
        Map<String, SealedValue> values = new HashMap<>();
        ReplicaCopy.missing(primary, region, there)
                .forEach(id -> values.put(id, sealed("for Paris " + id, region.kmsKeyId())));
        return ReplicaCopy.decide(there, primary, region, values, LATER);
    }

    private static Secret replica() {
        return next(copy(Optional.empty(), primary(), PARIS));
    }

    /** Another secret of the same name in the region. */
    private static Secret other(Details details) {
        SecretId id = new SecretId(ID.account(), "eu-west-3", ID.name());
        NewSecret wanted = new NewSecret(id, "ZzZzZz", details, Optional.of(value(1)), Optional.empty());
        return next(SecretLifecycle.create(Optional.empty(), wanted, NOW));
    }

    @Test
    void whereNothingIsTheReplicaIsMade() {
        Decision<Secret, Outcome> decision = copy(Optional.empty(), primary(), PARIS);
        Secret replica = next(decision);

        assertThat(decision.answer()).isEqualTo(Outcome.COPIED);
        assertThat(replica.id()).isEqualTo(new SecretId(ID.account(), "eu-west-3", ID.name()));
        assertThat(replica.suffix()).isEqualTo(primary().suffix());
        assertThat(replica.primaryRegion()).contains(ID.region());
        assertThat(replica.details().kmsKeyId()).contains("alias/paris");
        assertThat(replica.versions().current().flatMap(Version::keyId)).contains("alias/paris");
        assertThat(replica.dates().created()).isEqualTo(LATER);
        assertThat(replica.dates().changed()).isEqualTo(NOW);
        assertThat(values(decision)).containsOnlyKeys(token(1));
    }

    @Test
    void anOlderReplicaIsBroughtUpAndKeepsWhatIsItsOwn() {
        Secret read = next(SecretValues.accessed(Optional.of(replica()), token(1), LATER));
        Secret changed = next(SecretValues.put(primary(), PERSON, value(2), List.of(), LATER));
        Decision<Secret, Outcome> decision = copy(Optional.of(read), changed, PARIS);
        Secret replica = next(decision);

        assertThat(decision.answer()).isEqualTo(Outcome.COPIED);
        assertThat(values(decision)).containsOnlyKeys(token(2));
        assertThat(replica.versions().find(token(1)).orElseThrow().lastAccessed())
                .isPresent();
        assertThat(replica.versions().find(token(2)).orElseThrow().labels()).containsExactly("AWSCURRENT");
        assertThat(replica.dates().accessed()).isEqualTo(read.dates().accessed());
    }

    @Test
    void aRegionThatGotAnotherKeySealsWhatHoldsALabelOfAwsAnew() {
        Secret three = primary();
        for (int number = 2; number <= 3; number++) {
            three = next(SecretValues.put(three, PERSON, value(number), List.of(), LATER));
        }
        Secret there = next(copy(Optional.empty(), three, PARIS));
        Secret changed = next(SecretValues.put(three, PERSON, value(4), List.of("BLUE"), LATER));
        Decision<Secret, Outcome> decision = copy(Optional.of(there), changed, OTHER_KEY);
        Secret replica = next(decision);

        assertThat(decision.answer()).isEqualTo(Outcome.COPIED);
        assertThat(values(decision)).containsOnlyKeys(token(4));
        assertThat(resealed(decision)).containsOnlyKeys(token(2), token(3));
        assertThat(replica.details().kmsKeyId()).isEqualTo(OTHER_KEY.kmsKeyId());
        assertThat(replica.versions().find(token(1)).flatMap(Version::keyId)).isEqualTo(PARIS.kmsKeyId());
        assertThat(List.of(2, 3, 4)).allSatisfy(version -> assertThat(
                        replica.versions().find(token(version)).flatMap(Version::keyId))
                .isEqualTo(OTHER_KEY.kmsKeyId()));
    }

    @Test
    void aKeyIsTriedWhereTheReplicaDoesNotHaveItYet() {
        assertThat(ReplicaCopy.bringsKey(primary(), PARIS, Optional.empty())).isTrue();
        assertThat(ReplicaCopy.bringsKey(primary(), PARIS, Optional.of(replica())))
                .isFalse();
        assertThat(ReplicaCopy.bringsKey(primary(), OTHER_KEY, Optional.of(replica())))
                .isTrue();
        assertThat(ReplicaCopy.bringsKey(primary(), OVERWRITTEN, Optional.empty()))
                .as("the default key")
                .isFalse();
        assertThat(ReplicaCopy.bringsKey(primary(), PARIS, Optional.of(other(Samples.PLAIN))))
                .as("a name that is taken")
                .isFalse();
        assertThat(ReplicaCopy.bringsKey(primary(), PARIS.copied(1), Optional.empty()))
                .as("a replica that was promoted and deleted")
                .isFalse();
    }

    @Test
    void theReplicaHasThePolicyOfItsPrimary() {
        Secret shared = primary().with(primary().sharing().with(Optional.of("a policy")));
        Secret replica = next(copy(Optional.of(replica()), shared, PARIS));

        assertThat(replica.sharing().policy()).contains("a policy");
        assertThat(replica.sharing().replication().revision())
                .isEqualTo(shared.sharing().replication().revision());
        assertThat(next(SecretReplication.promote(replica, LATER)).sharing().policy())
                .as("once promoted")
                .contains("a policy");
        Secret closed = shared.with(shared.sharing().with(Optional.<String>empty()));
        assertThat(next(copy(Optional.of(replica), closed, PARIS)).sharing().policy())
                .isEmpty();
    }

    @Test
    void aReplicaNeverGoesBack() {
        Secret changed = next(SecretValues.put(primary(), PERSON, value(2), List.of(), LATER));
        Secret newer = next(copy(Optional.of(replica()), changed, PARIS));
        Decision<Secret, Outcome> late = copy(Optional.of(newer), primary(), PARIS);

        assertThat(keeps(late)).isTrue();
        assertThat(late.answer()).isEqualTo(Outcome.COPIED);
    }

    @Test
    void aReplicaThatWasPromotedIsLeftAlone() {
        Secret promoted = next(SecretReplication.promote(replica(), LATER));
        Decision<Secret, Outcome> decision = copy(Optional.of(promoted), primary(), PARIS.copied(1));

        assertThat(keeps(decision)).isTrue();
        assertThat(decision.answer()).isEqualTo(Outcome.PROMOTED);
        assertThat(copy(Optional.of(promoted), primary(), PARIS).answer()).isEqualTo(Outcome.NAME_TAKEN);
    }

    @Test
    void aReplicaThatIsGoneWasPromotedAndIsNotMadeAnew() {
        Decision<Secret, Outcome> decision = copy(Optional.empty(), primary(), PARIS.copied(1));

        assertThat(keeps(decision)).isTrue();
        assertThat(decision.answer()).isEqualTo(Outcome.PROMOTED);
    }

    @Test
    void anotherSecretStaysUnlessItIsToGiveWay() {
        Decision<Secret, Outcome> decision = copy(Optional.of(other(Samples.PLAIN)), primary(), PARIS);

        assertThat(keeps(decision)).isTrue();
        assertThat(decision.answer()).isEqualTo(Outcome.NAME_TAKEN);
        assertThat(erases(copy(Optional.of(other(Samples.PLAIN)), primary(), OVERWRITTEN)))
                .isTrue();
        assertThat(ReplicaCopy.missing(primary(), PARIS, Optional.of(other(Samples.PLAIN))))
                .isEmpty();
    }

    @Test
    void aSecretThatOthersDependOnNeverGivesWay() {
        ReplicaRegion tokyo = ReplicaRegion.wanted("ap-northeast-1", Optional.empty(), false);
        Secret itselfAPrimary = next(SecretReplication.replicate(other(Samples.PLAIN), PERSON, List.of(tokyo), NOW));

        assertThat(copy(Optional.of(itselfAPrimary), primary(), OVERWRITTEN).answer())
                .isEqualTo(Outcome.NAME_TAKEN);
        assertThat(copy(Optional.of(other(Samples.OWNED)), primary(), OVERWRITTEN)
                        .answer())
                .isEqualTo(Outcome.NAME_TAKEN);
    }

    @Test
    void manyValuesTravelInPartsThatShowOnlyAtTheEnd() {
        Secret primary = primary();
        for (int number = 2; number <= 60; number++) {
            primary = next(SecretValues.put(primary, PERSON, value(number), List.of(), NOW));
        }
        Decision<Secret, Outcome> first = copy(Optional.of(replica()), primary, PARIS);
        Decision<Secret, Outcome> second = copy(Optional.of(next(first)), primary, PARIS);
        Decision<Secret, Outcome> third = copy(Optional.of(next(second)), primary, PARIS);

        assertThat(first.answer()).isEqualTo(Outcome.UNFINISHED);
        assertThat(values(first)).hasSize(ReplicaCopy.MOST_VALUES).containsKey(token(60));
        assertThat(next(second).versions().labelled())
                .isEqualTo(replica().versions().labelled());
        assertThat(third.answer()).isEqualTo(Outcome.COPIED);
        assertThat(next(third).versions().current().map(Version::id)).contains(token(60));
        assertThat(next(third).versions().byId().keySet())
                .isEqualTo(primary.versions().byId().keySet());
    }

    @Test
    void manyVersionsGoInParts() {
        Secret primary = primary();
        Secret full = replica();
        for (int number = 2; number <= 80; number++) {
            Version old = new Version(token(number), Set.of(), true, Optional.empty(), NOW, Optional.empty());
            full = full.with(full.versions().put(old));
        }
        Secret changed = next(SecretValues.put(primary, PERSON, value(90), List.of(), LATER));
        Decision<Secret, Outcome> first = copy(Optional.of(full), changed, PARIS);
        Decision<Secret, Outcome> second = copy(Optional.of(next(first)), changed, PARIS);

        assertThat(first.answer()).isEqualTo(Outcome.UNFINISHED);
        assertThat(second.answer()).isEqualTo(Outcome.COPIED);
        assertThat(next(second).versions().byId()).containsOnlyKeys(token(1), token(90));
    }

    @Test
    void onlyTheReplicaIsErasedWithItsRegion() {
        assertThat(erases(ReplicaCopy.erase(Optional.of(replica()), primary()))).isTrue();
        assertThat(keeps(ReplicaCopy.erase(Optional.of(other(Samples.PLAIN)), primary())))
                .isTrue();
        assertThat(keeps(ReplicaCopy.erase(Optional.of(next(SecretReplication.promote(replica(), LATER))), primary())))
                .isTrue();
        assertThat(keeps(ReplicaCopy.erase(Optional.empty(), primary()))).isTrue();
    }

    @Test
    void aReplicaRotatesOnlyWithItsPrimary() {
        Secret rotating = Samples.managed();
        Secret primary = next(SecretReplication.replicate(rotating, RDS, List.of(PARIS), NOW));
        Secret replica = next(copy(Optional.empty(), primary, PARIS));

        assertThat(replica.nextRotation()).isEqualTo(primary.nextRotation());
        assertThat(replica.due()).isEmpty();
        assertThat(keeps(SecretRotation.startIfDue(Optional.of(replica), token(2), NOW.plusSeconds(9_999_999))))
                .isTrue();
        assertThat(next(SecretReplication.promote(replica, LATER)).nextRotation())
                .isEmpty();
    }
}
