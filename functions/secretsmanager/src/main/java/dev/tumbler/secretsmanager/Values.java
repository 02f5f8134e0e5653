package dev.tumbler.secretsmanager;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.KeyChange;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.NewValue.Existing;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.LookedTooEarly;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes values into their sealed form and out of it again. */
@Singleton
public class Values {
    /** Enough for any race but one that never ends: each look sees what beat the one before. */
    private static final int MORE_LOOKS = 20;

    /** What AWS answers where a key does not open a value. */
    private static final Set<ErrorCode> NOT_OPENED = Set.of(ErrorCode.DECRYPTION_FAILURE, ErrorCode.ACCESS_DENIED);

    private final Secrets secrets;
    private final Sealer sealer;

    @Inject
    public Values(Secrets secrets, Sealer sealer) {
        this.secrets = secrets;
        this.sealer = sealer;
    }

    /** The plain value of a version. */
    Uni<PlainValue> open(SecretStore.Current found, Version version) {
        Optional<SealedValue> atHand = version.holds(AWSCURRENT) ? found.value() : Optional.empty();
        Secret secret = found.secret();
        return atHand.map(value -> unseal(secret.arn(), version.id(), value))
                .orElseGet(() -> fetch(secret, version.id()));
    }

    private Uni<PlainValue> fetch(Secret secret, String versionId) {
        return secrets.value(secret.id(), versionId)
                .map(stored -> stored.orElseThrow(() -> AwsException.notFound(Secret.NOT_FOUND)))
                .chain(value -> unseal(secret.arn(), versionId, value));
    }

    private Uni<PlainValue> unseal(String arn, String versionId, SealedValue value) {
        return Uni.createFrom().completionStage(() -> sealer.unseal(value, SealingContext.of(arn, versionId)));
    }

    /** Seals the value of a request for a secret that exists, and compares it with what its token stands for there. */
    Uni<Optional<NewValue>> sealFor(Secret secret, RequestedValue value, Optional<String> keyId) {
        return seal(value, secret.arn(), keyId, Optional.of(secret));
    }

    /**
     * Seals the value of a request that makes a secret.
     *
     * @param arn the ARN of the secret if it comes to be
     * @param stored the secret that has the name already
     */
    Uni<Optional<NewValue>> seal(RequestedValue value, String arn, Optional<String> keyId, Optional<Secret> stored) {
        return value.plain()
                .map(plain -> existing(stored, value.token(), plain)
                        .chain(existing -> seal(plain, keyId, arn, value.token())
                                .map(result -> Optional.of(new NewValue(value.token(), result, keyId, existing)))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<SealedValue> seal(PlainValue plain, Optional<String> keyId, String arn, String versionId) {
        return Uni.createFrom().completionStage(() -> sealer.seal(plain, keyId, SealingContext.of(arn, versionId)));
    }

    private Uni<Existing> existing(Optional<Secret> stored, String token, PlainValue plain) {
        return stored.filter(secret ->
                        secret.versions().find(token).filter(Version::hasValue).isPresent())
                .map(secret ->
                        fetch(secret, token).map(present -> present.equals(plain) ? Existing.SAME : Existing.DIFFERENT))
                .orElseGet(() -> Uni.createFrom().item(Existing.NONE));
    }

    /** The current value, sealed once more for another version; empty where there is none. */
    Uni<Optional<SealedValue>> copyOfCurrent(SecretStore.Current found, String versionId) {
        Secret secret = found.secret();
        return secret.versions()
                .current()
                .map(current -> open(found, current)
                        .chain(plain -> seal(plain, secret.details().kmsKeyId(), secret.arn(), versionId))
                        .map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Tries a key that a request brings; the default one needs no trial. */
    Uni<Void> tryKey(String arn, Optional<String> keyId) {
        return keyId.map(key -> Uni.createFrom().completionStage(() -> sealer.tryKey(key, arn)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Another key for a secret, tried before anything is sealed under it, with the values that go over to it. */
    Uni<KeyChange> changeKey(Secret secret, Optional<String> keyId) {
        return tryKey(secret.arn(), keyId)
                .chain(() -> Multi.createFrom()
                        .iterable(KeyChange.goingOver(secret.versions(), keyId))
                        .onItem()
                        .transformToUniAndConcatenate(version ->
                                sealAnew(secret, version.id(), keyId).map(value -> Map.entry(version.id(), value)))
                        .collect()
                        .asMap(Map.Entry::getKey, Map.Entry::getValue))
                .map(values -> new KeyChange(keyId, values));
    }

    /** The value under another key; empty where its present one does not open it. */
    private Uni<Optional<SealedValue>> sealAnew(Secret secret, String versionId, Optional<String> keyId) {
        return secrets.value(secret.id(), versionId)
                .map(stored -> stored.orElseThrow(() -> new LookedTooEarly("version " + versionId + " went")))
                .chain(value -> unseal(secret.arn(), versionId, value))
                .map(Optional::of)
                .onFailure(Values::notOpened)
                .recoverWithItem(Optional.empty())
                .chain(plain -> plain.map(value ->
                                seal(value, keyId, secret.arn(), versionId).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static boolean notOpened(Throwable failure) {
        return failure instanceof AwsException refusal && NOT_OPENED.contains(refusal.code());
    }

    /** Begins again where another call changed the secret between the look at it and the decision. */
    static <R> Uni<R> lookingAgain(Uni<R> call) {
        return call.onFailure(LookedTooEarly.class).retry().atMost(MORE_LOOKS);
    }
}
