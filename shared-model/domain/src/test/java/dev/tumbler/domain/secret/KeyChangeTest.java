package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.resealed;
import static dev.tumbler.domain.secret.Samples.sealed;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Samples.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.secret.NewValue.Existing;
import dev.tumbler.domain.secret.SecretValues.Stored;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.LookedTooEarly;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which values go over to another key, and what the versions say of it. */
class KeyChangeTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Optional<String> KEY = Optional.of("alias/new");

    private static Secret put(Secret secret, int version, String... labels) {
        return next(SecretValues.put(secret, PERSON, value(version), List.of(labels), NOW));
    }

    /** Version 1 is deprecated, 2 the previous and 3 the current one, 4 is pending, and 5 has a label of its user. */
    private static Secret labelled() {
        return put(put(put(put(created(), 2), 3), 4, "AWSPENDING"), 5, "BLUE");
    }

    private static SealedValue anew(int version) {
        return sealed("value " + version, KEY);
    }

    private static KeyChange lookedAt(int... versions) {
        Map<String, Optional<SealedValue>> found = new HashMap<>();
        for (int version : versions) {
            found.put(token(version), Optional.of(anew(version)));
        }
        return new KeyChange(KEY, found);
    }

    private static Decision<Secret, Stored> update(Secret secret, KeyChange change, Optional<NewValue> value) {
        return SecretValues.update(
                secret, PERSON, new SecretUpdate(Optional.empty(), Optional.of(change), value), LATER);
    }

    private static Decision<Secret, Stored> update(Secret secret, KeyChange change) {
        return update(secret, change, Optional.empty());
    }

    private static Optional<String> key(Secret secret, int version) {
        return secret.versions().find(token(version)).orElseThrow().keyId();
    }

    private static NewValue under(Optional<String> key, int version, Existing existing) {
        return new NewValue(token(version), sealed("value " + version, key), key, existing);
    }

    @Test
    void theThreeLabelsOfAwsGoOver() {
        Decision<Secret, Stored> decision = update(labelled(), lookedAt(2, 3, 4));
        Secret next = next(decision);

        assertThat(resealed(decision)).isEqualTo(Map.of(token(2), anew(2), token(3), anew(3), token(4), anew(4)));
        assertThat(values(decision)).isEmpty();
        assertThat(next.details().kmsKeyId()).isEqualTo(KEY);
        assertThat(List.of(2, 3, 4))
                .allSatisfy(version -> assertThat(key(next, version)).isEqualTo(KEY));
        assertThat(List.of(1, 5))
                .allSatisfy(version -> assertThat(key(next, version)).isEmpty());
        assertThat(decision.answer().version()).isEmpty();
    }

    @Test
    void whatTheKeySealsAlreadyStays() {
        Secret changed = next(update(labelled(), lookedAt(2, 3, 4)));

        assertThat(KeyChange.goingOver(changed.versions(), KEY)).isEmpty();
        assertThat(resealed(update(changed, lookedAt(2, 3, 4)))).isEmpty();
    }

    @Test
    void aPlaceholderHasNothingToSeal() {
        Secret rotating = Samples.rotating();

        assertThat(KeyChange.goingOver(rotating.versions(), KEY))
                .extracting(Version::id)
                .containsExactly(token(1));
    }

    @Test
    void aValueThatItsKeyDoesNotOpenStaysUnderIt() {
        KeyChange change = new KeyChange(KEY, Map.of(token(1), Optional.empty()));
        Decision<Secret, Stored> decision = update(created(), change);

        assertThat(resealed(decision)).isEmpty();
        assertThat(next(decision).details().kmsKeyId()).isEqualTo(KEY);
        assertThat(key(next(decision), 1)).isEmpty();
    }

    @Test
    void aVersionThatCameSinceTheLookIsLookedAtAgain() {
        assertThatThrownBy(() -> update(put(created(), 2), lookedAt(1)))
                .isInstanceOf(LookedTooEarly.class)
                .hasMessageNotContaining("value 1");
    }

    @Test
    void aVersionThatLostItsLabelSinceTheLookStays() {
        Secret moved = put(put(created(), 2), 3);

        assertThat(resealed(update(moved, lookedAt(1, 2, 3)))).containsOnlyKeys(token(2), token(3));
    }

    @Test
    void aNewValueComesUnderTheNewKeyWithTheOthers() {
        Decision<Secret, Stored> decision = update(created(), lookedAt(1), Optional.of(under(KEY, 2, Existing.NONE)));

        assertThat(values(decision)).isEqualTo(Map.of(token(2), anew(2)));
        assertThat(resealed(decision)).isEqualTo(Map.of(token(1), anew(1)));
        assertThat(next(decision).versions().current().flatMap(Version::keyId)).isEqualTo(KEY);
        assertThat(key(next(decision), 1)).isEqualTo(KEY);
    }

    @Test
    void aValueSealedUnderTheKeyBeforeIsSealedAgain() {
        Secret changed = next(update(created(), lookedAt(1)));

        assertThatThrownBy(() -> SecretValues.put(changed, PERSON, value(2), List.of(), LATER))
                .isInstanceOf(LookedTooEarly.class);
        assertThat(next(SecretValues.put(changed, PERSON, under(KEY, 2, Existing.NONE), List.of(), LATER))
                        .versions()
                        .current()
                        .flatMap(Version::keyId))
                .isEqualTo(KEY);
    }

    @Test
    void theSameCallOnceMoreChangesNothing() {
        Secret changed = next(update(created(), lookedAt(1), Optional.of(under(KEY, 2, Existing.NONE))));

        assertThat(keeps(update(changed, lookedAt(), Optional.of(under(KEY, 2, Existing.SAME)))))
                .isTrue();
    }

    @Test
    void theDefaultKeyTakesTheStoredOneAway() {
        Secret changed = next(update(created(), lookedAt(1)));
        KeyChange back = new KeyChange(Optional.empty(), Map.of(token(1), Optional.of(sealed("value 1"))));

        assertThat(next(update(changed, back)).details()).isEqualTo(created().details());
        assertThat(key(next(update(changed, back)), 1)).isEmpty();
    }
}
