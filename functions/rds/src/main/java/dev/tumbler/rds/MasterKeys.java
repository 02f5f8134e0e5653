package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.sealing.DefaultKey;
import dev.tumbler.sealing.KeyArns;
import dev.tumbler.sealing.KeyPlace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The keys of managed secrets. A caller names a key in any form; RDS keeps and shows its ARN, so that an alias which is
 * pointed elsewhere later changes nothing.
 */
@Singleton
public class MasterKeys {
    private final KeyArns arns;

    @Inject
    public MasterKeys(KeyArns arns) {
        this.arns = arns;
    }

    /** The ARN that answers show, also for the default key, which Secrets Manager leaves out. */
    Uni<String> arn(DatabaseId id, Optional<String> keyId) {
        return Uni.createFrom()
                .completionStage(
                        () -> arns.keyArn(DefaultKey.unlessNamed(keyId), new KeyPlace(id.account(), id.region())))
                .onFailure(AwsException.class)
                .transform(failure -> notAccessible(keyId, failure));
    }

    Uni<String> arn(DatabaseId id, ManagedSecret managed) {
        return managed.kmsKeyId().map(Uni.createFrom()::item).orElseGet(() -> arn(id, Optional.empty()));
    }

    /** Refuses another key for a secret that is managed already. The rule is AWS's, the words are ours. */
    Uni<Void> checkUnchanged(Database database, Optional<String> wanted) {
        Optional<ManagedSecret> managed = database.master().managed();
        if (managed.isEmpty() || wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.combine()
                .all()
                .unis(arn(database.id(), wanted), arn(database.id(), managed.get()))
                .asTuple()
                .invoke(keys -> {
                    if (!keys.getItem1().equals(keys.getItem2())) {
                        throw RdsErrors.invalidCombination("You can't change the KMS key of the secret while"
                                + " ManageMasterUserPassword is enabled. Turn it off, and on again with the new key.");
                    }
                })
                .replaceWithVoid();
    }

    static AwsException notAccessible(Optional<String> keyId, Throwable cause) {
        return new AwsException(
                ErrorCode.KMS_KEY_NOT_ACCESSIBLE,
                "Specified KMS key [" + keyId.orElse(DefaultKey.ALIAS)
                        + "] does not exist, is not enabled or you do not have permissions to access it.",
                cause);
    }
}
