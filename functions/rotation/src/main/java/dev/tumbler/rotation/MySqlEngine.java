package dev.tumbler.rotation;

import dev.tumbler.rotation.Connection.Tls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.SslMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;

/** MySQL. {@code SSL_CERT_FILE} names the authorities to trust. */
@Singleton
public class MySqlEngine extends SqlEngine {
    private static final String NAME = "mysql";
    private static final Set<String> NAMES = Set.of(NAME, "aurora-mysql");
    private static final int DEFAULT_PORT = 3306;

    /**
     * Sets two things for this connection alone. A mode in which the server's QUOTE and the server's reading of texts agree,
     * whatever mode it was started with. And that the server gives up before we do: a change that we have called failed must
     * not be made later behind our back.
     */
    private static final String PREPARE = "SET SESSION sql_mode = 'STRICT_TRANS_TABLES', lock_wait_timeout = 10";

    /** MariaDB and MySQL before 8 want the hash. */
    static final String SET_PASSWORD =
            """
            SELECT CONCAT('SET PASSWORD', ?, ' = ', IF(hashed, 'PASSWORD(', ''), QUOTE(?), IF(hashed, ')', ''))
            FROM (SELECT VERSION() LIKE '%MariaDB%' OR VERSION() LIKE '5.%' AS hashed) AS server
            """;

    private static final String CREATE_USER =
            "SELECT CONCAT('CREATE USER IF NOT EXISTS ', ?, ' IDENTIFIED BY ', QUOTE(?))";

    private static final String REQUIRE_TLS =
            """
            SELECT CONVERT(CONCAT('ALTER USER ', ?, ' REQUIRE ', CASE ssl_type
                WHEN '' THEN 'NONE'
                WHEN 'ANY' THEN 'SSL'
                WHEN 'X509' THEN 'X509'
                ELSE CONCAT_WS(' AND ',
                    IF(ssl_cipher = '', NULL, CONCAT('CIPHER ', QUOTE(ssl_cipher))),
                    IF(x509_issuer = '', NULL, CONCAT('ISSUER ', QUOTE(x509_issuer))),
                    IF(x509_subject = '', NULL, CONCAT('SUBJECT ', QUOTE(x509_subject))))
                END) USING utf8mb4)
            FROM mysql.user WHERE User = ? AND Host = '%'
            """;

    /** That of MySQL 5.7 and later, which are all that RDS has. */
    private static final int LONGEST_NAME = 32;

    private final Vertx vertx;
    private final TrustedAuthorities trusted;

    @Inject
    public MySqlEngine(Vertx vertx) {
        this(vertx, TrustedAuthorities.from(System::getenv, "SSL_CERT_FILE"), CALL_TIMEOUT);
    }

    MySqlEngine(Vertx vertx, TrustedAuthorities trusted, Duration timeout) {
        super(timeout);
        this.vertx = vertx;
        this.trusted = trusted;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    final String askVersion() {
        return "SELECT VERSION()";
    }

    @Override
    public boolean serves(String engine) {
        return NAMES.contains(engine);
    }

    @Override
    public int longestUserName() {
        return LONGEST_NAME;
    }

    @Override
    public Uni<Void> changePassword(Connection self, String newPassword, OldPassword old) {
        return settingPassword(
                self, self.user(), session -> session.query(PREPARE).execute().chain(() -> new OwnPassword(session)
                        .change(self.password(), newPassword, old)));
    }

    /**
     * Copies grants and the need for TLS at every turn, as AWS's functions do. These servers have no transactions for such
     * statements: so the password that a login proves comes last, and a new user starts with another.
     */
    @Override
    public Uni<Void> copyUser(Connection master, String model, String user, String password) {
        return settingPassword(master, user, session -> session.query(PREPARE)
                .execute()
                .chain(() -> account(session, user))
                .chain(account -> executeWritten(session, CREATE_USER, Tuple.of(account, password + "."))
                        .chain(() -> copyGrants(session, model, account))
                        .chain(() -> executeWritten(session, REQUIRE_TLS, Tuple.of(account, model)))
                        .chain(() -> executeWritten(session, SET_PASSWORD, Tuple.of(" FOR " + account, password)))));
    }

    /** A user from any host, quoted. */
    private static Uni<String> account(SqlConnection session, String user) {
        return written(session, "SELECT CONCAT(QUOTE(?), '@', QUOTE('%'))", Tuple.of(user));
    }

    private static Uni<Void> copyGrants(SqlConnection session, String model, String account) {
        return account(session, model)
                .chain(from -> session.query("SHOW GRANTS FOR " + from).execute())
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row -> new Grant(row.getString(0)).to(account))
                .onItem()
                .transformToUniAndConcatenate(
                        grant -> session.query(grant).execute().replaceWithVoid())
                .collect()
                .last();
    }

    /** Statements about users take no parameters, so the server itself writes them with every text quoted. */
    static Uni<Void> executeWritten(SqlConnection session, String writing, Tuple texts) {
        return written(session, writing, texts)
                .chain(statement -> session.query(statement).execute())
                .replaceWithVoid();
    }

    private static Uni<String> written(SqlConnection session, String writing, Tuple texts) {
        return session.preparedQuery(writing)
                .execute(texts)
                .map(rows -> rows.iterator().next().getString(0));
    }

    /** Falls back to no TLS where it is only preferred, if the server offers it and the two cannot agree on how. */
    @Override
    Uni<SqlConnection> connect(Connection connection) {
        Uni<SqlConnection> session = open(connection);
        return connection.tls() == Tls.PREFERRED
                ? session.onFailure(SSLException.class).recoverWithUni(() -> open(connection.with(Tls.NONE)))
                : session;
    }

    private Uni<SqlConnection> open(Connection connection) {
        return Uni.createFrom()
                .deferred(() -> UniHelper.toUni(MySQLConnection.connect(vertx.getDelegate(), options(connection))
                        .map(NoLocalFiles::sentBy)))
                .map(SqlConnection::newInstance);
    }

    MySQLConnectOptions options(Connection connection) {
        MySQLConnectOptions options = limited(new MySQLConnectOptions())
                .setHost(connection.host())
                .setPort(connection.port().orElse(DEFAULT_PORT))
                .setDatabase(connection.database().orElse(""))
                .setUser(connection.user())
                .setPassword(connection.password());
        return switch (connection.tls()) {
            case NONE -> options.setSslMode(SslMode.DISABLED);
            case PREFERRED -> options.setSslMode(SslMode.PREFERRED).setTrustAll(true);
            case REQUIRED ->
                options.setSslMode(SslMode.VERIFY_IDENTITY)
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(trusted.optionsOr(connection.authorities()));
        };
    }
}
