package dev.tumbler.rotation;

import dev.tumbler.rotation.Connection.Tls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A real server, which checks passwords.
 *
 * @param engine one that trusts the server's certificate
 * @param master somebody who may do everything
 */
record RealDatabase(SqlEngine engine, Connection master) {
    static final Vertx VERTX = Vertx.vertx();
    static final String MASTER_PASSWORD = "the master has it";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    Connection as(String user, String password) {
        return new Connection(master.host(), master.port(), master.database(), user, password, Tls.NONE);
    }

    boolean accepts(String user, String password) {
        return get(engine.login(as(user, password)));
    }

    /** Asks until the server lets its master in. */
    void awaitStart(Process server, Path log) throws IOException {
        while (!answers()) {
            if (!server.isAlive()) {
                throw new IOException("the server has ended: " + Files.readString(log));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean answers() {
        return get(engine.login(master).onFailure().recoverWithItem(false));
    }

    /** Orders something, or asks; the answer is the first column. */
    List<String> run(String statement) {
        return run(master, statement);
    }

    List<String> run(Connection as, String statement) {
        return get(engine.connect(as).chain(session -> session.query(statement)
                .execute()
                .map(rows -> {
                    List<String> first = new ArrayList<>();
                    for (Row row : rows) {
                        first.add(String.valueOf(row.getValue(0)));
                    }
                    return first;
                })
                .onTermination()
                .call(session::close)));
    }

    /** Waits at most as long as anything here may take. */
    static <T> T get(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    static Connection local(int port, Optional<String> database, String user, String password) {
        return new Connection("127.0.0.1", Optional.of(port), database, user, password, Tls.NONE);
    }
}
