package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.database.MasterUser.PasswordReset;
import dev.tumbler.domain.password.PasswordRules;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.sealing.DefaultKey;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes master users with a password that is sealed and waits to be set, given by the caller or made here. */
@Singleton
public class NewMaster {
    /** The one observed of RDS has 28 characters; no engine takes the first four of these. Rotation keeps to the same. */
    private static final PasswordRules MANAGED =
            PasswordRules.DEFAULT.withLength(28).excluding("/\"@ '\\");

    private static final PasswordRules ADMINISTRATOR = MANAGED.withLength(40);

    private final Sealer sealer;
    private final SecureRandom random;

    @Inject
    public NewMaster(Sealer sealer, SecureRandom random) {
        this.sealer = sealer;
        this.random = random;
    }

    /** What is true of a sealed password that rests in a database's item rather than in a secret. */
    static Map<String, String> context(DatabaseId id, String purpose) {
        return SealingContext.of(id.arn(), purpose);
    }

    Uni<SealedValue> administratorPassword(DatabaseId id) {
        return seal(ADMINISTRATOR.generate(random), Optional.empty(), id, "rdsadmin");
    }

    /** The password that a master user has already. */
    Uni<SealedValue> password(DatabaseId id, String password) {
        return seal(password, Optional.empty(), id, "master");
    }

    /** A master user as the wish says. {@code retired} are secrets that go once the password is set. */
    Uni<MasterUser> of(String name, DatabaseId id, MasterPassword.Wish wish, List<SecretId> retired) {
        Optional<String> keyId = DefaultKey.unlessNamed(wish.kmsKeyId());
        String password = wish.password().orElseGet(() -> MANAGED.generate(random));
        return seal(password, keyId, id, "master").map(sealedValue -> {
            Optional<ManagedSecret> managed = wish.managing()
                    ? Optional.of(secret(id, keyId.map(named -> sealedValue.keyId())))
                    : Optional.empty();
            return new MasterUser(name, managed, Optional.of(new PasswordReset(sealedValue)), retired);
        });
    }

    private Uni<SealedValue> seal(String password, Optional<String> keyId, DatabaseId id, String purpose) {
        return Uni.createFrom()
                .completionStage(() -> sealer.seal(PlainValue.ofString(password), keyId, context(id, purpose)))
                .onFailure(AwsException.class)
                .transform(failure -> MasterKeys.notAccessible(keyId, failure));
    }

    private ManagedSecret secret(DatabaseId id, Optional<String> keyArn) {
        SecretId secret =
                new SecretId(id.account(), id.region(), "rds!" + id.kind().wireName() + "-" + UUID.randomUUID());
        return new ManagedSecret(secret, SecretArn.format(secret, SecretArn.newSuffix(random)), keyArn);
    }
}
