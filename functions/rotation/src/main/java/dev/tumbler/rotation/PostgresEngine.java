package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.TrustManagerFactory;

/**
 * PostgreSQL. Every call opens a connection of its own and closes it: a pooled one would prove nothing about the password
 * that is in force now.
 *
 * <p>TLS that is only preferred encrypts without asking who the server is, for a server without TLS is taken too. TLS that
 * is required checks the server's certificate and host name against the authorities in the PEM file that
 * {@code PGSSLROOTCERT} names, the variable of PostgreSQL's own clients, else against Java's: for RDS that file is AWS's
 * certificate bundle.
 */
@Singleton
public final class PostgresEngine implements DatabaseEngine {
    private static final String NAME = "postgres";
    private static final Set<String> NAMES = Set.of(NAME, "aurora-postgresql");
    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_DATABASE = "postgres";
    private static final Set<String> CREDENTIALS_REFUSED = Set.of("28P01", "28000");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    /** The server gives up before we do: a change that we have called failed must not be made later behind our back. */
    private static final String GIVE_UP_FIRST = "SET statement_timeout = '10s'";

    private final Vertx vertx;
    private final Optional<String> rootCertificates;
    private final Duration timeout;

    @Inject
    public PostgresEngine(Vertx vertx) {
        this(vertx, Optional.ofNullable(System.getenv("PGSSLROOTCERT")), CALL_TIMEOUT);
    }

    /**
     * An engine whose surroundings are told.
     *
     * @param rootCertificates a PEM file with the authorities to trust where TLS is required
     * @param timeout how long a call may take, from the first packet to the last
     */
    PostgresEngine(Vertx vertx, Optional<String> rootCertificates, Duration timeout) {
        this.vertx = vertx;
        this.rootCertificates = rootCertificates;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String engine) {
        return NAMES.contains(engine);
    }

    @Override
    public String refusedByRds() {
        return "/\"@ ";
    }

    @Override
    public Uni<Boolean> login(Connection connection) {
        return connected(
                        connection,
                        session -> session.query("SELECT NOW()").execute().replaceWith(true))
                .onFailure(PostgresEngine::refusedCredentials)
                .recoverWithItem(false)
                .onFailure()
                .transform(cause -> inTrouble(connection, cause));
    }

    @Override
    public Uni<Void> setPassword(Connection as, String user, String newPassword) {
        return connected(as, session -> session.query(GIVE_UP_FIRST)
                        .execute()
                        .chain(() -> quoted(session, user, newPassword))
                        .chain(statement -> session.query(statement).execute())
                        .replaceWithVoid())
                .onFailure()
                .transform(cause -> notSet(as, user, cause));
    }

    /** ALTER ROLE takes no parameters, so the server itself writes the statement with both texts quoted. */
    private static Uni<String> quoted(PgConnection session, String user, String newPassword) {
        return session.preparedQuery("SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)")
                .execute(Tuple.of(user, newPassword))
                .map(rows -> rows.iterator().next().getString(0));
    }

    /**
     * Works over a connection of its own within the time allowed. The client does not notice a server that goes away while
     * logging in, hence the timeout here; the socket's own idle timeout then closes what is left behind.
     */
    private <T> Uni<T> connected(Connection connection, Function<PgConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> PgConnection.connect(vertx, options(connection)))
                .chain(session -> work.apply(session).onTermination().call(session::close))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new RotationException("no answer within " + timeout.toSeconds() + " seconds"));
    }

    PgConnectOptions options(Connection connection) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(connection.host())
                .setPort(connection.port().orElse(DEFAULT_PORT))
                .setDatabase(connection.database().orElse(DEFAULT_DATABASE))
                .setUser(connection.user())
                .setPassword(connection.password());
        options.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        options.setIdleTimeout((int) timeout.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return switch (connection.tls()) {
            case NONE -> options.setSslMode(SslMode.DISABLE);
            case PREFERRED -> options.setSslMode(SslMode.PREFER).setTrustAll(true);
            case REQUIRED ->
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(trusted());
        };
    }

    private TrustOptions trusted() {
        return rootCertificates
                .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file))
                .orElseGet(PostgresEngine::trustedByJava);
    }

    private static TrustOptions trustedByJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("Java's own certificate authorities cannot be read", cause);
        }
    }

    private static boolean refusedCredentials(Throwable failure) {
        return failure instanceof PgException refusal && CREDENTIALS_REFUSED.contains(refusal.getSqlState());
    }

    /** The wording here and below is ours: AWS's functions take a server in trouble for a refused login. */
    private static RotationException inTrouble(Connection connection, Throwable cause) {
        return new RotationException(
                "Unable to connect to database host %s: %s".formatted(connection.host(), cause.getMessage()), cause);
    }

    /** Leaves the cause out: it comes from a statement that carries the password. */
    private static RotationException notSet(Connection as, String user, Throwable cause) {
        String reason =
                cause instanceof PgException refusal ? "SQLSTATE " + refusal.getSqlState() : "the connection failed";
        return new RotationException(
                "Unable to set the password of user %s on database host %s: %s".formatted(user, as.host(), reason));
    }
}
