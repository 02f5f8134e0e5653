package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** PostgreSQL. Its own variable {@code PGSSLROOTCERT} names the authorities to trust, else {@code SSL_CERT_FILE} does. */
@Singleton
public final class PostgresEngine extends SqlEngine {
    private static final String NAME = "postgres";
    private static final Set<String> NAMES = Set.of(NAME, "aurora-postgresql");
    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_DATABASE = "postgres";

    private static final int LONGEST_NAME = 63;

    /** As AWS's function does: the new role becomes a member of the other and so inherits its rights, later ones too. */
    private static final String COPY_USER =
            """
            SELECT CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $2::text)
                THEN format('ALTER ROLE %I PASSWORD %L', $2::text, $3::text)
                ELSE format('CREATE ROLE %1$I LOGIN PASSWORD %2$L; GRANT %3$I TO %1$I', $2::text, $3::text, $1::text)
            END
            """;

    /** The server gives up before we do: a change that we have called failed must not be made later behind our back. */
    private static final String GIVE_UP_FIRST = "SET statement_timeout = '10s'";

    private final Vertx vertx;
    private final TrustedAuthorities trusted;

    @Inject
    public PostgresEngine(Vertx vertx) {
        this(vertx, TrustedAuthorities.from(System::getenv, "PGSSLROOTCERT", "SSL_CERT_FILE"), CALL_TIMEOUT);
    }

    PostgresEngine(Vertx vertx, TrustedAuthorities trusted, Duration timeout) {
        super(timeout);
        this.vertx = vertx;
        this.trusted = trusted;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    String askVersion() {
        return "SHOW server_version";
    }

    @Override
    public boolean serves(String engine) {
        return NAMES.contains(engine);
    }

    /** A role has one password: the old one is dropped whatever is wished. */
    @Override
    public Uni<Void> changePassword(Connection self, String newPassword, OldPassword old) {
        return settingPassword(
                self,
                self.user(),
                session -> executeWritten(
                        session,
                        "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)",
                        Tuple.of(self.user(), newPassword)));
    }

    @Override
    public int longestUserName() {
        return LONGEST_NAME;
    }

    /** The server counts bytes, and cuts off the rest: the clone of a long name would be that name. */
    @Override
    public boolean tooLong(String user) {
        return user.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    @Override
    public Uni<Void> copyUser(Connection master, String model, String user, String password) {
        return settingPassword(
                master, user, session -> executeWritten(session, COPY_USER, Tuple.of(model, user, password)));
    }

    /**
     * Statements about roles take no parameters, so the server itself writes them with every text quoted. Several in one
     * query are one transaction.
     */
    private static Uni<Void> executeWritten(SqlConnection session, String writing, Tuple texts) {
        return session.query(GIVE_UP_FIRST)
                .execute()
                .chain(() -> session.preparedQuery(writing).execute(texts))
                .map(rows -> rows.iterator().next().getString(0))
                .chain(statements -> session.query(statements).execute())
                .replaceWithVoid();
    }

    @Override
    Uni<SqlConnection> connect(Connection connection) {
        return PgConnection.connect(vertx, options(connection)).map(SqlConnection.class::cast);
    }

    PgConnectOptions options(Connection connection) {
        PgConnectOptions options = limited(new PgConnectOptions())
                .setHost(connection.host())
                .setPort(connection.port().orElse(DEFAULT_PORT))
                .setDatabase(connection.database().orElse(DEFAULT_DATABASE))
                .setUser(connection.user())
                .setPassword(connection.password());
        return switch (connection.tls()) {
            case NONE -> options.setSslMode(SslMode.DISABLE);
            case PREFERRED -> options.setSslMode(SslMode.PREFER).setTrustAll(true);
            case REQUIRED ->
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(trusted.optionsOr(connection.authorities()));
        };
    }
}
