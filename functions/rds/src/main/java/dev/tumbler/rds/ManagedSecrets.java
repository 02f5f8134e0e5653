package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.secret.Versions;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.rotation.SecretValue;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The secrets that RDS makes, owns and removes. Its name, description, tags, owner and rule are those of AWS's. */
@Singleton
public class ManagedSecrets {
    static final String OWNER = "rds";
    private static final RotationRules EVERY_SEVEN_DAYS = RotationRules.afterDays(7);

    private final SecretStore secrets;
    private final Sealer sealer;
    private final InstantSource clock;

    @Inject
    public ManagedSecrets(SecretStore secrets, Sealer sealer, InstantSource clock) {
        this.secrets = secrets;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Makes the secret of a master user unless it is there already. */
    Uni<Void> ensure(Database database, ManagedSecret managed, String password) {
        return Uni.createFrom()
                .completionStage(() -> secrets.current(managed.id()))
                .chain(found -> found.isPresent() ? Uni.createFrom().voidItem() : create(database, managed, password));
    }

    private Uni<Void> create(Database database, ManagedSecret managed, String password) {
        // derived from the ARN, so that a second run after a crash makes the same version and not another
        String token = UUID.nameUUIDFromBytes(managed.arn().getBytes(StandardCharsets.UTF_8))
                .toString();
        PlainValue value = PlainValue.ofString(json(database.master().name(), password));
        return Uni.createFrom()
                .completionStage(() -> sealer.seal(value, managed.kmsKeyId(), SealingContext.of(managed.arn(), token)))
                .map(sealedValue -> wanted(database, managed, token, sealedValue))
                .chain(wanted -> Uni.createFrom()
                        .completionStage(() -> secrets.update(
                                managed.id(), stored -> SecretLifecycle.create(stored, wanted, clock.instant()))))
                .replaceWithVoid();
    }

    private static NewSecret wanted(Database database, ManagedSecret managed, String token, SealedValue sealed) {
        DatabaseKind kind = database.id().kind();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(kind.secretTag(), database.arn());
        tags.put("aws:secretsmanager:owningService", OWNER);
        Details details = new Details(
                Optional.of("The secret associated with the primary RDS " + kind.words() + ": " + database.arn()),
                managed.kmsKeyId(),
                Optional.of(OWNER),
                Optional.of(tags));
        String suffix = managed.arn().substring(managed.arn().lastIndexOf('-') + 1);
        NewValue value = new NewValue(token, sealed, managed.kmsKeyId(), NewValue.Existing.NONE);
        return new NewSecret(managed.id(), suffix, details, Optional.of(value), Optional.of(EVERY_SEVEN_DAYS));
    }

    /** Master user names and generated passwords hold nothing that JSON escapes but quotes and backslashes. */
    private static String json(String userName, String password) {
        return "{\"username\":" + quoted(userName) + ",\"password\":" + quoted(password) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The passwords that a master user may have by what its secrets say. */
    Uni<List<String>> passwords(MasterUser master) {
        return Multi.createFrom()
                .iterable(all(master))
                .onItem()
                .transformToUniAndConcatenate(id -> Uni.createFrom().completionStage(() -> secrets.current(id)))
                .onItem()
                .transformToMultiAndConcatenate(found -> found.map(current -> passwords(current.secret()))
                        .orElse(Multi.createFrom().empty()))
                .collect()
                .asList();
    }

    /** Of all versions with a label, the current one first. */
    private Multi<String> passwords(Secret secret) {
        return Multi.createFrom()
                .items(Stream.of(Versions.AWSCURRENT, Versions.AWSPENDING, Versions.AWSPREVIOUS)
                        .flatMap(label -> secret.versions().holder(label).stream())
                        .map(Version::id)
                        .distinct())
                .onItem()
                .transformToUniAndConcatenate(version -> password(secret, version))
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    /** Empty where a rotation has made the version and not given it a value yet. */
    private Uni<Optional<String>> password(Secret secret, String version) {
        return Uni.createFrom()
                .completionStage(() -> secrets.value(secret.id(), version))
                .chain(found -> found.map(
                                value -> unseal(secret, version, value).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<String> unseal(Secret secret, String version, SealedValue sealed) {
        return Uni.createFrom()
                .completionStage(() -> sealer.unseal(sealed, SealingContext.of(secret.arn(), version)))
                .onFailure(AwsException.class)
                .transform(failure -> MasterKeys.notAccessible(Optional.of(sealed.keyId()), failure))
                .map(value -> SecretValue.parse(secret.arn(), value.asString()).require("password"));
    }

    /** Removes every secret of a database at once, without a recovery window. */
    Uni<Void> remove(MasterUser master) {
        return remove(all(master));
    }

    private static List<SecretId> all(MasterUser master) {
        return Stream.concat(master.managed().map(ManagedSecret::id).stream(), master.retired().stream())
                .toList();
    }

    Uni<Void> remove(List<SecretId> gone) {
        return Multi.createFrom()
                .iterable(gone)
                .onItem()
                .transformToUniAndConcatenate(id -> Uni.createFrom()
                        .completionStage(() -> secrets.update(
                                id, stored -> stored.isPresent() ? Decision.erase(true) : Decision.keep(false))))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
