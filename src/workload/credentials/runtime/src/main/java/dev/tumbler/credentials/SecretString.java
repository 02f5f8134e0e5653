package dev.tumbler.credentials;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The JSON in which RDS and AWS's rotation functions write credentials.
 *
 * <p>What is wrong with it is told without the parser's words, for those quote the value.
 */
final class SecretString {
    private final String secretId;
    private final JsonObject members;

    private SecretString(String secretId, JsonObject members) {
        this.secretId = secretId;
        this.members = members;
    }

    static Credentials read(String secretId, Stage stage, GetSecretValueResponse answer) {
        if (answer.secretString() == null) {
            throw new UnavailableSecretException(secretId, "holds bytes and no text");
        }
        SecretString value = new SecretString(secretId, parse(secretId, answer.secretString()));
        return new Credentials(
                answer.versionId(), stage, value.required("username"), value.required("password"), value.address());
    }

    private static JsonObject parse(String secretId, String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException notJson) {
            throw new UnavailableSecretException(secretId, "is not a JSON object");
        }
    }

    private Address address() {
        return new Address(member("host"), member("port").map(this::number), member("dbname"));
    }

    private String required(String name) {
        return member(name).orElseThrow(() -> new UnavailableSecretException(secretId, "has no member " + name));
    }

    /** Texts and numbers: some write the port as the one, some as the other. */
    private Optional<String> member(String name) {
        Object value = members.getValue(name);
        return value instanceof String || value instanceof Number
                ? Optional.of(value.toString()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new UnavailableSecretException(secretId, "has a port that is not a number");
        }
    }
}
