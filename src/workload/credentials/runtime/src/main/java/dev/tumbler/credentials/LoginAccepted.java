package dev.tumbler.credentials;

/**
 * A database has taken credentials of a secret for a new connection. Fired as an event on the thread that opened it, which may be
 * an event loop, so an observer does not block.
 *
 * @param credentialsProvider the secret, as in {@code quarkus.secretsmanager-credentials.<name>.secret-id}
 * @param versionId of the secret's version whose credentials were taken
 */
public record LoginAccepted(String credentialsProvider, String versionId) {}
