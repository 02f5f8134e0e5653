package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * One version of a secret, understood: the engine, and how to log in to it.
 *
 * @param masterArn the secret of somebody who may make users: there if two users take turns, empty if one changes its own
 *     password
 * @param managed whether RDS made the secret
 */
record DatabaseSecret(DatabaseEngine engine, Connection connection, Optional<String> masterArn, boolean managed) {

    /**
     * Whether this version logs in.
     *
     * @param trouble what to say when that cannot be found out; AWS's functions take it for a refusal, and so have the same
     *     words for both
     */
    Uni<Boolean> login(String trouble) {
        return engine.login(connection)
                .onFailure(RotationException.class)
                .transform(cause -> new DatabaseUnavailableException(trouble, cause));
    }

    Uni<Void> requireLogin(String otherwise) {
        return login(otherwise)
                .invoke(in -> {
                    if (!in) {
                        throw new RotationException(otherwise);
                    }
                })
                .replaceWithVoid();
    }

    /** The user of this version sets its password to that of the next. */
    Uni<Void> changePassword(DatabaseSecret next, OldPassword old) {
        return engine.changePassword(connection, next.connection().password(), old);
    }

    /** Logs in as this one, the master, and lets the next one's user do what the current one's may. */
    Uni<Void> copyUser(DatabaseSecret current, DatabaseSecret next) {
        return engine.copyUser(
                connection, current.user(), next.user(), next.connection().password());
    }

    DatabaseSecret with(Connection changed) {
        return new DatabaseSecret(engine, changed, masterArn, managed);
    }

    String user() {
        return connection.user();
    }

    String host() {
        return connection.host();
    }
}
