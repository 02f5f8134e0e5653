package dev.tumbler.credentials;

/** A secret gives no credentials. The message names the secret and the reason, and nothing of the value. */
public final class UnavailableSecretException extends RuntimeException {

    UnavailableSecretException(String secretId, String reason) {
        super("The secret " + secretId + " " + reason);
    }
}
