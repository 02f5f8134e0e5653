package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;

/** One version of a secret, understood: the engine, and how to log in to it. */
record DatabaseSecret(DatabaseEngine engine, Connection connection) {

    Uni<Boolean> login() {
        return engine.login(connection);
    }

    /** Logs in with this version and sets the password of the next. */
    Uni<Void> replacePassword(DatabaseSecret next) {
        return engine.changePassword(connection, next.connection().password());
    }

    DatabaseSecret with(Connection.Tls tls) {
        return new DatabaseSecret(engine, connection.with(tls));
    }

    String user() {
        return connection.user();
    }

    String host() {
        return connection.host();
    }
}
