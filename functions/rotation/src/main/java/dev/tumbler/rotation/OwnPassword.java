package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.DatabaseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The password of the user that is logged in to MySQL or MariaDB.
 *
 * <p>MariaDB lets a user log in by one of several means, of which two may be passwords. {@code SET PASSWORD} changes the
 * first and leaves the second as it is, so a user that has two always gets both anew.
 */
final class OwnPassword {
    private static final String NAME = "`(?:[^`]|``)*+`";
    private static final String HASH = "'\\*[0-9A-F]{40}'";
    private static final Pattern ONE_OR_TWO = Pattern.compile("CREATE USER " + NAME + "@" + NAME
            + " IDENTIFIED (?:BY PASSWORD|VIA mysql_native_password USING) " + HASH
            + "(?<second> OR mysql_native_password USING " + HASH + ")?+(?! OR ).*");

    /** Names the account in full: MariaDB takes {@code CURRENT_USER()} here, and changes nothing. */
    private static final String ALTER_USER =
            """
            SELECT CONCAT('ALTER USER ', QUOTE(LEFT(self, CHAR_LENGTH(self) - CHAR_LENGTH(host) - 1)), '@', QUOTE(host),
                ' IDENTIFIED VIA mysql_native_password USING PASSWORD(', QUOTE(?), ')',
                IF(?, CONCAT(' OR mysql_native_password USING PASSWORD(', QUOTE(?), ')'), ''))
            FROM (SELECT self, SUBSTRING_INDEX(self, '@', -1) AS host
                FROM (SELECT CONVERT(CURRENT_USER() USING utf8mb4) AS self) AS account) AS parts
            """;

    /** The server's own number: another right is needed. */
    private static final int ACCESS_DENIED = 1227;

    private final SqlConnection session;

    /** How many passwords a user has, if it logs in by nothing else. */
    enum Passwords {
        ONE,
        TWO,
        /** It logs in by other means too, or the server is none of MariaDB's. */
        UNKNOWN;

        /** Reads a statement as the server writes it. */
        static Passwords of(String createUser) {
            Matcher matcher = ONE_OR_TWO.matcher(createUser);
            if (!matcher.matches()) {
                return UNKNOWN;
            }
            return matcher.group("second") == null ? ONE : TWO;
        }
    }

    OwnPassword(SqlConnection session) {
        this.session = session;
    }

    Uni<Void> change(String present, String next, OldPassword old) {
        return passwords().chain(now -> {
            if (now == Passwords.UNKNOWN) {
                return set(next);
            }
            if (old == OldPassword.KEPT) {
                return both(present, next);
            }
            return now == Passwords.TWO ? alter(present, next, false) : set(next);
        });
    }

    private Uni<Passwords> passwords() {
        return session.query("SHOW CREATE USER CURRENT_USER()")
                .execute()
                .map(rows -> Passwords.of(rows.iterator().next().getString(0)))
                .onFailure(DatabaseException.class)
                .recoverWithItem(Passwords.UNKNOWN);
    }

    /** Takes a right that is not everybody's. */
    private Uni<Void> both(String present, String next) {
        return alter(present, next, true).onFailure(OwnPassword::denied).recoverWithUni(() -> set(next));
    }

    private static boolean denied(Throwable failure) {
        return failure instanceof DatabaseException refusal && refusal.getErrorCode() == ACCESS_DENIED;
    }

    private Uni<Void> alter(String present, String next, boolean keeping) {
        return MySqlEngine.executeWritten(session, ALTER_USER, Tuple.of(next, keeping, present));
    }

    private Uni<Void> set(String next) {
        return MySqlEngine.executeWritten(session, MySqlEngine.SET_PASSWORD, Tuple.of("", next));
    }
}
