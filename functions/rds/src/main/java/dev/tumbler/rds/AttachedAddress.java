package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.Database;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server is that somebody else runs, and who the master user is.
 *
 * @param authorities the certificates, as PEM, that the server's own is checked with; empty where it is not checked
 */
record AttachedAddress(
        String engineName,
        String userName,
        String host,
        int port,
        Optional<String> databaseName,
        Optional<String> authorities) {
    /** The tag with the address. Everybody who may describe the database reads it, so it holds no password. */
    static final String TAG = "tumbler:attach";

    private static final Map<String, String> ENGINES =
            Map.of("postgres", "postgres", "postgresql", "postgres", "mysql", "mysql", "mariadb", "mariadb");
    private static final Map<String, Integer> PORTS = Map.of("postgres", 5432, "mysql", 3306, "mariadb", 3306);

    static AttachedAddress of(Database database) {
        return new AttachedAddress(
                database.engine().name(),
                database.master().name(),
                database.host().orElseThrow(),
                database.port(),
                database.databaseName(),
                database.settings().authorities());
    }

    /** Reads what the tag holds. A refusal does not repeat it: somebody may have put a password there all the same. */
    static AttachedAddress of(String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException unreadable) {
            throw unreadable();
        }
    }

    private static AttachedAddress of(URI address) {
        String engine =
                Optional.ofNullable(address.getScheme()).map(ENGINES::get).orElseThrow(AttachedAddress::unreadable);
        String user = Optional.ofNullable(address.getUserInfo()).orElseThrow(AttachedAddress::unreadable);
        if (user.contains(":")) {
            throw invalidValue("The tag " + TAG + " must not hold a password. Specify it as MasterUserPassword.");
        }
        if (address.getHost() == null || user.isBlank() || address.getRawQuery() != null) {
            throw unreadable();
        }
        return new AttachedAddress(
                engine,
                user,
                withoutBrackets(address.getHost()),
                address.getPort() == -1 ? PORTS.get(engine) : address.getPort(),
                Optional.of(address.getPath()).filter(path -> path.length() > 1).map(path -> path.substring(1)),
                Optional.empty());
    }

    AttachedAddress trusting(Optional<String> pem) {
        return new AttachedAddress(engineName, userName, host, port, databaseName, pem);
    }

    /** In an address those of IPv6 stand in brackets. */
    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Host and port, as people write them. */
    String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static AwsException unreadable() {
        return invalidValue("The tag " + TAG + " must hold an address like postgres://user@host:5432/database, with"
                + " postgres, mysql or mariadb in front.");
    }
}
