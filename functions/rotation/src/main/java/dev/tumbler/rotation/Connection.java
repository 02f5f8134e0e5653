package dev.tumbler.rotation;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a database is and who logs in to it.
 *
 * @param port the engine's own if empty
 * @param database the engine's own if empty
 * @param authorities the certificates, as PEM, to check the server's with where TLS is required; the engine's own if empty
 */
public record Connection(
        String host,
        Optional<Integer> port,
        Optional<String> database,
        String user,
        String password,
        Tls tls,
        Optional<String> authorities) {
    /** A connection that trusts the engine's own authorities. */
    public Connection(
            String host, Optional<Integer> port, Optional<String> database, String user, String password, Tls tls) {
        this(host, port, database, user, password, tls, Optional.empty());
    }

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
        return new Connection(host, port, database, user, password, next, authorities);
    }

    Connection in(Optional<String> otherDatabase) {
        return new Connection(host, port, otherDatabase, user, password, tls, authorities);
    }

    /** The same, checking the server's certificate with these authorities; unchanged where there are none. */
    public Connection trusting(Optional<String> pem) {
        return pem.isEmpty() ? this : new Connection(host, port, database, user, password, Tls.REQUIRED, pem);
    }

    @Override
    public String toString() {
        return "Connection[host=" + host + ", port=" + port + ", database=" + database + ", user=" + user + ", tls="
                + tls + "]";
    }
}
