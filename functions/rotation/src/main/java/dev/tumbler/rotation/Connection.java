package dev.tumbler.rotation;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a database is and who logs in to it.
 *
 * @param port the engine's own if empty
 * @param database the engine's own if empty
 */
public record Connection(
        String host, Optional<Integer> port, Optional<String> database, String user, String password, Tls tls) {

    /** What the key {@code ssl} of a secret asks for. */
    public enum Tls {
        /** The key is missing or says neither: TLS, and without it where the server has none. */
        PREFERRED,
        /** {@code true}: nothing but TLS with a server that proves who it is. */
        REQUIRED,
        /** {@code false}: no TLS. */
        NONE;

        static Tls of(Optional<String> key) {
            return switch (key.orElse("").toLowerCase(Locale.ROOT)) {
                case "true" -> REQUIRED;
                case "false" -> NONE;
                default -> PREFERRED;
            };
        }
    }

    Connection with(Tls next) {
        return new Connection(host, port, database, user, password, next);
    }

    Connection in(Optional<String> otherDatabase) {
        return new Connection(host, port, otherDatabase, user, password, tls);
    }

    @Override
    public String toString() {
        return "Connection[host=" + host + ", port=" + port + ", database=" + database + ", user=" + user + ", tls="
                + tls + "]";
    }
}
