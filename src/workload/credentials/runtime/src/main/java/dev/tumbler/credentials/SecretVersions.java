package dev.tumbler.credentials;

import java.util.concurrent.CompletionStage;

/** The versions of one secret. */
interface SecretVersions {

    /** Fails with an {@link UnavailableSecretException}. */
    CompletionStage<Credentials> read(Stage stage);
}
