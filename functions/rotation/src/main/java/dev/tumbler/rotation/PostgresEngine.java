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
import java.time.Duration;
import java.util.Set;

/** PostgreSQL. Its own variable {@code PGSSLROOTCERT} names the authorities to trust, else {@code SSL_CERT_FILE} does. */
@Singleton
public final class PostgresEngine extends SqlEngine {
    private static final String NAME = "postgres";
    private static final Set<String> NAMES = Set.of(NAME, "aurora-postgresql");
    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_DATABASE = "postgres";

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
    public boolean serves(String engine) {
        return NAMES.contains(engine);
    }

    @Override
    public Uni<Void> changePassword(Connection self, String newPassword) {
        return settingPassword(
                self,
                self.user(),
                session -> executeWritten(
                        session,
                        "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)",
                        Tuple.of(self.user(), newPassword)));
    }

    /** Statements about roles take no parameters, so the server itself writes them with every text quoted. */
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
                        .setTrustOptions(trusted.options());
        };
    }
}
