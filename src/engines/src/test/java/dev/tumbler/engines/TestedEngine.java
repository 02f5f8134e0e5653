package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.Offer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.SslMode;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tests know of an engine. */
enum TestedEngine {
    POSTGRES("postgres", "", "postgres", "28P01", "data/postmaster.pid") {
        @Override
        Future<? extends io.vertx.sqlclient.SqlConnection> open(Login login) {
            return openPostgres(login);
        }

        @Override
        Path unpackPrograms(Path folder) {
            return PostgresBinaries.all(folder).get(0).unpacked();
        }
    },

    /** The oldest major that is offered: the ones between are as alike to it as to the newest. */
    POSTGRES_16("postgres", "16.", "postgres", "28P01", "data/postmaster.pid") {
        @Override
        Future<? extends io.vertx.sqlclient.SqlConnection> open(Login login) {
            return openPostgres(login);
        }

        @Override
        Path unpackPrograms(Path folder) {
            return PostgresBinaries.all(folder).stream()
                    .filter(each -> each.majorVersion().equals("16"))
                    .findFirst()
                    .orElseThrow()
                    .unpacked();
        }
    },

    MARIADB("mariadb", "", "", "28000", "data/server.pid") {
        @Override
        Future<? extends io.vertx.sqlclient.SqlConnection> open(Login login) {
            MySQLConnectOptions options = new MySQLConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(login.port())
                    .setDatabase(login.database())
                    .setUser(login.user())
                    .setPassword(login.password())
                    .setSslMode(SslMode.REQUIRED)
                    .setTrustAll(true);
            return MySQLConnection.connect(login.vertx().getDelegate(), options);
        }

        @Override
        Path unpackPrograms(Path folder) {
            return new MariaDbBinaries(folder).unpacked();
        }
    };

    private final String engineName;
    private final String versionStart;
    private final String firstDatabase;
    private final String wrongPassword;
    private final String processFile;

    TestedEngine(
            String engineName, String versionStart, String firstDatabase, String wrongPassword, String processFile) {
        this.engineName = engineName;
        this.versionStart = versionStart;
        this.firstDatabase = firstDatabase;
        this.wrongPassword = wrongPassword;
        this.processFile = processFile;
    }

    abstract Future<? extends io.vertx.sqlclient.SqlConnection> open(Login login);

    abstract Path unpackPrograms(Path folder);

    private static Future<? extends io.vertx.sqlclient.SqlConnection> openPostgres(Login login) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(login.port())
                .setDatabase(login.database())
                .setUser(login.user())
                .setPassword(login.password());
        return PgConnection.connect(login.vertx().getDelegate(), options);
    }

    String engineName() {
        return engineName;
    }

    /** The version that its servers are to be of; empty if there is none for this machine. */
    Optional<String> version(DatabaseServers servers) {
        return servers.offers(engineName).stream()
                .map(Offer::version)
                .filter(version -> version.startsWith(versionStart))
                .findFirst();
    }

    /** The SQLSTATE of a refused password. */
    String wrongPassword() {
        return wrongPassword;
    }

    Login login(Vertx vertx, int port, String user, String password) {
        return new Login(this, vertx, port, firstDatabase, user, password);
    }

    Uni<SqlConnection> connect(Login login) {
        return Uni.createFrom().deferred(() -> UniHelper.toUni(open(login))).map(SqlConnection::newInstance);
    }

    /** Finds a server's first process by the file the server wrote. */
    ProcessHandle process(Path folder, String resourceId) throws IOException {
        Path written = folder.resolve("databases").resolve(resourceId).resolve(processFile);
        String number = Files.readAllLines(written).get(0);
        return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
    }
}
