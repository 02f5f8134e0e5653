package dev.tumbler.domain.event;

import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.secret.SecretId;

/** What happened, said after it was stored. It never carries a value. */
public sealed interface DomainEvent {

    /** The four steps of a rotation are to be run. */
    record RotationStarted(SecretId secret, String arn, String token) implements DomainEvent {}

    /** The step testSecret is to be run on a copy of the current value. */
    record TestRotationStarted(SecretId secret, String arn, String token) implements DomainEvent {}

    record TestRotationSucceeded(SecretId secret, String arn, String token) implements DomainEvent {}

    record TestRotationFailed(SecretId secret, String arn, String token, String reason) implements DomainEvent {}

    record RotationSucceeded(SecretId secret, String arn, String token) implements DomainEvent {}

    /**
     * Every attempt of a rotation failed.
     *
     * @param reason AWS's words for the cause, without any value
     */
    record RotationFailed(SecretId secret, String arn, String token, String reason) implements DomainEvent {}

    /** A new current value was written, or AWSPENDING taken away, while a rotation was under way. */
    record RotationAbandoned(SecretId secret, String arn, String token) implements DomainEvent {}

    /** What is stored of a database instance no longer agrees with its server. */
    record DbInstanceChanged(DbInstanceId instance) implements DomainEvent {}

    /** The replicas of a primary no longer are as it is. */
    record ReplicationDue(SecretId primary) implements DomainEvent {}
}
