package dev.tumbler.domain.event;

import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.secret.SecretId;
import java.util.Optional;

/** What happened, said after it was stored. It never carries a value. */
public sealed interface DomainEvent {

    /** What became of a rotation, or of its test. */
    sealed interface OfRotation extends DomainEvent {
        SecretId secret();

        String arn();

        String token();

        /** Why it failed, without any value; empty where it did not. */
        default Optional<String> failure() {
            return Optional.empty();
        }
    }

    /** The four steps of a rotation are to be run. */
    record RotationStarted(SecretId secret, String arn, String token) implements OfRotation {}

    /** The step testSecret is to be run on a copy of the current value. */
    record TestRotationStarted(SecretId secret, String arn, String token) implements OfRotation {}

    record TestRotationSucceeded(SecretId secret, String arn, String token) implements OfRotation {}

    record TestRotationFailed(SecretId secret, String arn, String token, String reason) implements OfRotation {
        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }

    record RotationSucceeded(SecretId secret, String arn, String token) implements OfRotation {}

    /**
     * Every attempt of a rotation failed.
     *
     * @param reason AWS's words for the cause, without any value
     */
    record RotationFailed(SecretId secret, String arn, String token, String reason) implements OfRotation {
        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }

    /** A new current value was written, or AWSPENDING taken away, while a rotation was under way. */
    record RotationAbandoned(SecretId secret, String arn, String token) implements OfRotation {}

    /** A staging label, neither AWSPENDING nor AWSPREVIOUS, moved to another version of a secret. */
    record LabelUpdated(SecretId secret, String arn, String label, String versionId) implements DomainEvent {}

    /** What is stored of a database no longer agrees with its server. */
    record DatabaseChanged(DatabaseId database) implements DomainEvent {}

    /** What RDS tells of a database. It is stored with the change that it tells of. */
    record DatabaseTold(DatabaseEvent event) implements DomainEvent {}

    /** The replicas of a primary no longer are as it is. */
    record ReplicationDue(SecretId primary) implements DomainEvent {}
}
