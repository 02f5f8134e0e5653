package dev.tumbler.engines;

import static dev.tumbler.engines.Session.run;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

/**
 * What the superuser does on a PostgreSQL server.
 *
 * <p>It works in a database of its own, as on RDS. The master user owns the other databases and could drop them, or set a
 * search path there that makes a superuser call the wrong function.
 *
 * <p>The server itself quotes every name and password: a first statement takes them as parameters and answers the
 * statements to run.
 */
final class PostgresRdsadmin implements Rdsadmin {
    private static final String OWN_DATABASE = "rdsadmin";
    private static final String FIRST_DATABASE = "postgres";
    private static final String SUPERUSER_ROLE = "rds_superuser";
    private static final String STARTING_UP = "57P03";
    private static final int LONGEST_NAME_BYTES = 63;

    private static final String MISSING_DATABASES =
            """
            SELECT pg_catalog.format('CREATE DATABASE %I', wanted.name)
              FROM pg_catalog.unnest($1::text[]) AS wanted (name)
             WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = wanted.name)
            """;

    private static final String KEEP_OTHERS_OUT = "REVOKE ALL ON DATABASE rdsadmin FROM PUBLIC";

    /** Two at once would change the same rows of the catalogue, and one of them would fail. */
    private static final String ONE_AT_A_TIME = "SELECT pg_catalog.pg_advisory_xact_lock(1)";

    /**
     * RDS documents these three as what {@code rds_superuser} has beyond ordinary roles: it sees all activity, stops
     * other users' sessions and runs CHECKPOINT. Reading all data, replication and the roles of RDS's own extensions are
     * left out: nothing here needs them, and a right that is missing shows at once while one too many never does.
     */
    private static final String SUPERUSER_ROLE_WITH_RIGHTS =
            """
            DO $$
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'rds_superuser') THEN
                    CREATE ROLE rds_superuser;
                END IF;
                GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO rds_superuser WITH ADMIN OPTION;
            END
            $$
            """;

    /**
     * The master user as RDS makes it, and makes it again with each reset of its password. Databases that are still the
     * superuser's become the master user's, who then may create tables in their schema public.
     */
    private static final String MASTER_USER =
            """
            SELECT needed.statement FROM (
                SELECT 1, pg_catalog.format('CREATE ROLE %I', $1::text)
                 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1::text)
                UNION ALL
                SELECT 2, pg_catalog.format(
                    'ALTER ROLE %I WITH LOGIN CREATEDB CREATEROLE VALID UNTIL ''infinity'' PASSWORD %L',
                    $1::text, $2::text)
                UNION ALL
                SELECT 3, pg_catalog.format('GRANT rds_superuser TO %I WITH ADMIN OPTION', $1::text)
                UNION ALL
                SELECT 4, pg_catalog.format('ALTER DATABASE %I OWNER TO %I', datname, $1::text)
                  FROM pg_catalog.pg_database
                 WHERE datdba = 'rdsadmin'::regrole AND NOT datistemplate AND datname <> 'rdsadmin'
            ) AS needed (place, statement)
             ORDER BY needed.place
            """;

    private final Vertx vertx;

    PostgresRdsadmin(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Uni<Void> login(Server server, boolean prepared) {
        String database = prepared ? OWN_DATABASE : FIRST_DATABASE;
        return session(server, database, connection -> Uni.createFrom().voidItem());
    }

    @Override
    public boolean maySucceedLater(Throwable failure) {
        return !(failure instanceof PgException refusal) || STARTING_UP.equals(refusal.getSqlState());
    }

    @Override
    public Uni<Void> prepare(Server server) {
        String[] databases = server.databaseName()
                .map(name -> new String[] {OWN_DATABASE, checked(name)})
                .orElseGet(() -> new String[] {OWN_DATABASE});
        return session(
                server, FIRST_DATABASE, connection -> runAnswers(connection, MISSING_DATABASES, Tuple.of(databases))
                        .chain(() -> run(connection, KEEP_OTHERS_OUT)));
    }

    @Override
    public Uni<Void> setMasterPassword(Server server, String userName, String password) {
        if (Set.of(NAME, SUPERUSER_ROLE).contains(userName)) {
            throw new ServerException(userName + " is a role of the server's own and no master user");
        }
        Tuple user = Tuple.of(checked(userName), password);
        return session(server, OWN_DATABASE, connection -> connection.begin().chain(transaction -> run(
                        connection, ONE_AT_A_TIME)
                .chain(() -> run(connection, SUPERUSER_ROLE_WITH_RIGHTS))
                .chain(() -> runAnswers(connection, MASTER_USER, user))
                .chain(transaction::commit)));
    }

    /** PostgreSQL would cut a longer name short without an error, and not find it under its full name again. */
    private static String checked(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw new ServerException("a name has 1 to " + LONGEST_NAME_BYTES + " bytes: " + name);
        }
        return name;
    }

    private Uni<Void> session(Server server, String database, Function<PgConnection, Uni<Void>> work) {
        return Session.over(PgConnection.connect(vertx, options(server, database)), work);
    }

    /**
     * The session's statements may hold passwords. They are kept out of pg_stat_activity, which members of pg_monitor
     * read, and notices, which quote statements and which the client logs, are not sent.
     */
    private static PgConnectOptions options(Server server, String database) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setDatabase(database)
                .setUser(NAME)
                .setPassword(server.adminPassword())
                .setSslMode(SslMode.DISABLE)
                .addProperty("application_name", "tumbler")
                .addProperty("track_activities", "off")
                .addProperty("client_min_messages", "error");
        options.setConnectTimeout((int) Session.CONNECT_TIMEOUT.toMillis());
        return options;
    }

    private static Uni<Void> runAnswers(PgConnection connection, String question, Tuple parameters) {
        return connection
                .preparedQuery(question)
                .execute(parameters)
                .onItem()
                .transformToMulti(RowSet::toMulti)
                .onItem()
                .transformToUniAndConcatenate(row -> run(connection, statement(row)))
                .onItem()
                .ignoreAsUni();
    }

    private static String statement(Row row) {
        return row.getString(0);
    }
}
