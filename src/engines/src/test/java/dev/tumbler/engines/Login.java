package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.DatabaseException;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A client of a server. */
record Login(TestedEngine engine, Vertx vertx, int port, String database, String user, String password) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Login to(String otherDatabase) {
        return new Login(engine, vertx, port, otherDatabase, user, password);
    }

    /** Logs in, runs a statement, and answers the first column of its first row as text. */
    Optional<String> run(String statement) {
        SqlConnection connection = engine.connect(this).await().atMost(PATIENCE);
        try {
            RowSet<Row> rows = connection.query(statement).execute().await().atMost(PATIENCE);
            return rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(String.valueOf(rows.iterator().next().getValue(0)));
        } finally {
            connection.closeAndAwait();
        }
    }

    void succeeds() {
        run("SELECT 1");
    }

    /** Its password is not the right one. */
    void isRefused() {
        refused(engine.wrongPassword(), this::succeeds);
    }

    static void refused(String sqlState, ThrowingCallable work) {
        assertThatThrownBy(work)
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::getSqlState)
                .isEqualTo(sqlState);
    }
}
