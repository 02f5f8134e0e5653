package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

    /** Removes every secret of a database at once, without a recovery window. */
    Uni<Void> remove(MasterUser master) {
        List<SecretId> gone = new ArrayList<>(master.retired());
        master.managed().ifPresent(managed -> gone.add(managed.id()));
        return remove(gone);
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
