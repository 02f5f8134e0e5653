package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.sealed;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.secret.NewValue.Existing;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One secret, its values, and a clock. Every command that runs here is checked against what AWS promises. */
final class World {

    /** How a command ended. */
    enum Outcome {
        REFUSED,
        KEPT,
        WRITTEN
    }

    private Optional<Secret> stored = Optional.empty();
    private final Map<String, SealedValue> values = new HashMap<>();
    private Instant now = NOW;

    Optional<Secret> stored() {
        return stored;
    }

    /** The secret, or AWS's error where there is none. */
    Secret secret() {
        return stored.orElseThrow(() -> AwsException.notFound(Secret.NOT_FOUND));
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A value, compared with what is there as a handler does it. */
    NewValue value(int version, int text) {
        Optional<String> keyId = stored.flatMap(secret -> secret.details().kmsKeyId());
        SealedValue wanted = sealed("text " + text, keyId);
        SealedValue there = values.get(token(version));
        Existing existing = there == null ? Existing.NONE : same(wanted, there) ? Existing.SAME : Existing.DIFFERENT;
        return new NewValue(token(version), wanted, keyId, existing);
    }

    private static boolean same(SealedValue one, SealedValue other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(SealedValue value) {
        return new String(value.ciphertext(), UTF_8);
    }

    /** A key, with the values that go over to it as a handler finds them. */
    KeyChange keyChange(Optional<String> keyId, boolean lost) {
        Map<String, Optional<SealedValue>> found = new HashMap<>();
        for (Version version : KeyChange.goingOver(secret().versions(), keyId)) {
            SealedValue there = values.get(version.id());
            found.put(version.id(), lost ? Optional.empty() : Optional.of(sealed(plain(there), keyId)));
        }
        return new KeyChange(keyId, found);
    }

    Outcome run(Command command) {
        AwsException refusal = refusal(() -> command.decide(this));
        if (refusal != null) {
            checkRefusal(command, refusal);
            return Outcome.REFUSED;
        }
        Decision<Secret, ?> decision = command.decide(this);
        assertThat(command.decide(this)).as("asked once more").isEqualTo(decision);
        if (decision.change() instanceof Change.Write<Secret> write) {
            checkWrite(command, write, decision);
            store(write);
            checkSecret(secret());
            return Outcome.WRITTEN;
        }
        assertThat(Samples.keeps(decision)).isTrue();
        return Outcome.KEPT;
    }

    private void store(Change.Write<Secret> write) {
        stored = Optional.of(write.next());
        values.putAll(write.values());
        values.putAll(write.resealed());
        values.keySet().retainAll(write.next().versions().byId().keySet());
    }

    /** A token in use for another value is refused as such; a new one is refused for nothing but want of room. */
    private void checkRefusal(Command command, AwsException refusal) {
        boolean alive =
                stored.filter(secret -> secret.dates().deletion().isEmpty()).isPresent();
        if (command instanceof Command.Value value && alive) {
            boolean used = values.containsKey(token(value.version()));
            assertThat(refusal.code()).isEqualTo(used ? ErrorCode.RESOURCE_EXISTS : ErrorCode.LIMIT_EXCEEDED);
            assertThat(used || isFull(command)).isTrue();
        }
    }

    private boolean isFull(Command command) {
        LabelModel wanted = LabelModel.of(secret().versions());
        command.label(wanted, this);
        return secret().versions().all().size() == Versions.MOST_VERSIONS
                || wanted.holders().size() > Versions.MOST_LABELS;
    }

    private void checkWrite(Command command, Change.Write<Secret> write, Decision<Secret, ?> decision) {
        Versions before = stored.map(Secret::versions).orElse(Versions.NONE);
        Versions after = write.next().versions();
        LabelModel expected = LabelModel.of(before);
        command.label(expected, this);

        assertThat(LabelModel.of(after).holders()).isEqualTo(expected.holders());
        assertThat(values).as("a stored value never changes").doesNotContainKeys(keys(write.values()));
        write.resealed().forEach((id, value) -> assertThat(values)
                .as("nor where it is sealed anew")
                .hasEntrySatisfying(id, there -> assertThat(same(value, there)).isTrue()));
        if (command instanceof Command.Value value) {
            assertThat(values).as("a repeated token changes nothing").doesNotContainKey(token(value.version()));
        }
        checkPrevious(before, after);
        checkPruned(before, after);
        stored.ifPresent(secret -> checkRotation(command, secret, write.next(), decision));
    }

    private static String[] keys(Map<String, SealedValue> values) {
        return values.keySet().toArray(String[]::new);
    }

    private static void checkPrevious(Versions before, Versions after) {
        before.current()
                .map(Version::id)
                .filter(id -> !after.find(id).orElseThrow().holds(AWSCURRENT))
                .ifPresent(id -> assertThat(after.find(id).orElseThrow().holds(AWSPREVIOUS))
                        .as("the version that AWSCURRENT left is the previous one")
                        .isTrue());
    }

    private void checkPruned(Versions before, Versions after) {
        Set<String> pruned = new HashSet<>(before.byId().keySet());
        pruned.removeAll(after.byId().keySet());
        pruned.forEach(id -> {
            Version version = before.find(id).orElseThrow();
            assertThat(version.deprecated()).isTrue();
            assertThat(version.created()).isBefore(now.minus(Versions.PRUNED_AFTER));
            assertThat(before.all()).hasSize(Versions.MOST_VERSIONS);
        });
    }

    /**
     * A rotation ends in one way, and that one is told; only a deletion or CancelRotateSecret ends it without a word. One
     * that failed was told of then, and may give way to the next.
     */
    private static void checkRotation(Command command, Secret before, Secret after, Decision<Secret, ?> decision) {
        Optional<String> token = rotating(before);
        boolean ended = token.isPresent() && !rotating(after).equals(token);
        boolean quietly = command == Command.Whole.SCHEDULE_DELETION
                || command == Command.Whole.CANCEL_ROTATION
                || (before.rotationFailed() && rotating(after).isPresent());
        long told = decision.events().stream()
                .filter(event -> event instanceof DomainEvent.RotationSucceeded
                        || event instanceof DomainEvent.RotationAbandoned)
                .count();
        assertThat(told).isEqualTo(ended && !quietly ? 1 : 0);
    }

    private static Optional<String> rotating(Secret secret) {
        return secret.rotation().attempt().map(Rotation.Attempt::token);
    }

    private void checkSecret(Secret secret) {
        assertThat(secret.versions().all()).hasSizeLessThanOrEqualTo(Versions.MOST_VERSIONS);
        assertThat(LabelModel.of(secret.versions()).holders()).hasSizeLessThanOrEqualTo(Versions.MOST_LABELS);
        Set<String> withValue = new HashSet<>();
        secret.versions().all().stream().filter(Version::hasValue).forEach(each -> withValue.add(each.id()));
        assertThat(values.keySet()).as("each version has the value it says").isEqualTo(withValue);
        values.forEach((id, value) -> assertThat(value.keyId())
                .as("each version tells the key that seals it")
                .isEqualTo(secret.versions().find(id).flatMap(Version::keyId).orElse(Samples.DEFAULT_KEY)));
        assertThat(secret.versions().current().filter(Version::hasValue).isPresent())
                .as("there is a current value once there is any")
                .isEqualTo(!values.isEmpty());
        if (secret.dates().deletion().isEmpty()) {
            withValue.forEach(id -> assertThat(SecretValues.readable(secret, Optional.of(id), Optional.empty())
                            .id())
                    .isEqualTo(id));
        }
        checkAttempt(secret);
    }

    private static void checkAttempt(Secret secret) {
        boolean busy = secret.rotation().underWay() || secret.rotationFailed();
        assertThat(secret.rotation().attempt().isPresent()).isEqualTo(busy);
        secret.rotation().attempt().ifPresent(attempt -> {
            Version version = secret.versions().find(attempt.token()).orElseThrow();
            assertThat(version.holds(AWSPENDING) || version.holds(AWSCURRENT))
                    .as("a rotation under way still has its version")
                    .isTrue();
        });
    }
}
