package dev.tumbler.router.cli;

import io.vertx.core.json.JsonObject;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** What RDS keeps in the secret of a master user. */
record MasterCredentials(String versionId, String userName, String password) {

    static MasterCredentials of(GetSecretValueResponse secret) {
        if (secret.secretString() == null) {
            // So does an answer look that was cut off after its first line.
            throw new PlainFailure("the router's answer holds no secret value");
        }
        JsonObject value = new JsonObject(secret.secretString());
        return new MasterCredentials(secret.versionId(), value.getString("username"), value.getString("password"));
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "version " + versionId + ": user " + userName + ", a password of " + password.length() + " characters";
    }
}
