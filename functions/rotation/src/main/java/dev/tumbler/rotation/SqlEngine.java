package dev.tumbler.rotation;

import dev.tumbler.rotation.Connection.Tls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnectOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * What the engines have in common. Every call opens a connection of its own and closes it: a pooled one would prove nothing
 * about the password that is in force now.
 *
 * <p>TLS that is only preferred encrypts without asking who the server is, for a server without TLS is taken too. TLS that
 * is required checks the server's certificate and host name against {@link TrustedAuthorities}: for RDS those are in AWS's
 * certificate bundle.
 */
abstract class SqlEngine implements DatabaseEngine {
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** An invalid password, in PostgreSQL's words, and an invalid authorization, in everybody's. */
    private static final Set<String> CREDENTIALS_REFUSED = Set.of("28P01", "28000");

    private static final Pattern NOT_OF_A_NUMBER = Pattern.compile("[^0-9.]");

    private final Duration timeout;

    /**
     * An engine with a limit.
     *
     * @param timeout how long a call may take, from the first packet to the last
     */
    SqlEngine(Duration timeout) {
        this.timeout = timeout;
    }

    abstract Uni<SqlConnection> connect(Connection connection);

    /** The statement that answers the server's version, and behind it perhaps who built it. */
    abstract String askVersion();

    @Override
    public final String refusedByRds() {
        return "/\"@ ";
    }

    @Override
    public final Uni<Boolean> login(Connection connection) {
        return connected(
                        connection,
                        session -> session.query("SELECT NOW()").execute().replaceWith(true))
                .onFailure(SqlEngine::refusedCredentials)
                .recoverWithItem(false)
                .onFailure()
                .transform(cause -> inTrouble(connection, cause));
    }

    @Override
    public final Uni<String> version(Connection connection) {
        return connected(connection, session -> session.query(askVersion()).execute())
                .map(rows -> NOT_OF_A_NUMBER.split(rows.iterator().next().getString(0), 2)[0])
                .onFailure()
                .transform(cause -> inTrouble(connection, cause));
    }

    /** Does something that leaves the user with a new password, and fails without a word of it. */
    final Uni<Void> settingPassword(Connection as, String user, Function<SqlConnection, Uni<Void>> work) {
        return connected(as, work).onFailure().transform(cause -> notSet(as, user, cause));
    }

    /**
     * Works over a connection of its own within the time allowed. The clients do not notice a server that goes away while
     * logging in, hence the timeout here; the socket's own idle timeout then closes what is left behind.
     */
    private <T> Uni<T> connected(Connection connection, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> connect(connection))
                .chain(session -> work.apply(session).onTermination().call(session::close))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new RotationException("no answer within " + timeout.toSeconds() + " seconds"));
    }

    final <T extends SqlConnectOptions> T limited(T options) {
        options.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        options.setIdleTimeout((int) timeout.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    private static boolean refusedCredentials(Throwable failure) {
        return failure instanceof DatabaseException refusal && CREDENTIALS_REFUSED.contains(refusal.getSqlState());
    }

    /** The wording here and below is ours: AWS's functions take a server in trouble for a refused login. */
    private static RotationException inTrouble(Connection connection, Throwable cause) {
        return new DatabaseUnavailableException(
                "Unable to connect to database host %s: %s".formatted(connection.host(), reason(connection, cause)),
                cause);
    }

    /** The clients do not always tell what was wrong with a certificate, so the sentence names all that may be. */
    private static String reason(Connection connection, Throwable cause) {
        return connection.tls() == Tls.REQUIRED && handshakeFailed(cause)
                ? "the server's certificate is not issued by a trusted authority, not for this host, or not valid now"
                : cause.getMessage();
    }

    /** The PostgreSQL client has no type of its own for it. */
    private static boolean handshakeFailed(Throwable cause) {
        return cause instanceof SSLException || "SSL handshake failed".equals(cause.getMessage());
    }

    /** Leaves the cause out: it comes from a statement that carries the password. */
    private static RotationException notSet(Connection as, String user, Throwable cause) {
        String refusal = "Unable to set the password of user %s on database host %s: ".formatted(user, as.host());
        if (cause instanceof DatabaseException answer) {
            return new RotationException(refusal + "SQLSTATE " + answer.getSqlState());
        }
        return new DatabaseUnavailableException(
                refusal + (cause instanceof RotationException known ? known.getMessage() : "the connection failed"));
    }
}
