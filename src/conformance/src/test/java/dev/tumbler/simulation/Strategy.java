package dev.tumbler.simulation;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Who rotates the secret, and how. */
enum Strategy {
    /** RDS, whose secret it is. */
    MANAGED,
    /** A function, with the user's own login. */
    SINGLE_USER,
    /** A function, with the login of a master. */
    ALTERNATING_USERS;

    static final String MASTER_SECRET = "master";

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:rotate";
    private static final String USER = "app";
    private static final String MASTER = "admin";

    /** The users of the database before the first rotation, with their passwords. */
    static Map<String, String> users() {
        return Map.of(USER, "first", MASTER, "the master's own");
    }

    String secretName() {
        return this == MANAGED ? "rds!db-orders" : "orders";
    }

    /** The service that owns the secret. */
    Optional<String> owner() {
        return this == MANAGED ? Optional.of("rds") : Optional.empty();
    }

    Optional<String> function() {
        return this == MANAGED ? Optional.empty() : Optional.of(FUNCTION);
    }

    /** Whether every connection that knows the current password comes through, at every moment. */
    boolean gapless() {
        return this == ALTERNATING_USERS;
    }

    CreateSecretRequest master() {
        return request(MASTER_SECRET, located(MASTER));
    }

    CreateSecretRequest secret() {
        return switch (this) {
            case MANAGED ->
                request(secretName(), credentials(USER)).toBuilder()
                        .tags(Tag.builder()
                                .key("aws:rds:primaryDBInstanceArn")
                                .value("arn:aws:rds:us-east-1:123456789012:db:orders")
                                .build())
                        .build();
            case SINGLE_USER -> request(secretName(), located(USER));
            case ALTERNATING_USERS -> request(secretName(), located(USER).put("masterarn", MASTER_SECRET));
        };
    }

    private static CreateSecretRequest request(String name, JsonObject value) {
        return CreateSecretRequest.builder()
                .name(name)
                .clientRequestToken("created-%32s".formatted(name).replace(' ', '-'))
                .secretString(value.encode())
                .build();
    }

    private static JsonObject located(String user) {
        return credentials(user).put("engine", "postgres").put("host", World.HOST);
    }

    private static JsonObject credentials(String user) {
        return new JsonObject().put("username", user).put("password", users().get(user));
    }
}
