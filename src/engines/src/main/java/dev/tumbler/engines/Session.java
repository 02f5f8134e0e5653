package dev.tumbler.engines;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;

/** The superuser's connection to a server, for as long as some work takes. */
final class Session {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WORK_TIMEOUT = Duration.ofSeconds(30);

    private Session() {}

    static <C extends SqlConnection> Uni<Void> over(Uni<C> connection, Function<C, Uni<Void>> work) {
        return connection.ifNoItem().after(CONNECT_TIMEOUT).fail().chain(connected -> work.apply(connected)
                .ifNoItem()
                .after(WORK_TIMEOUT)
                .fail()
                .eventually(connected::close));
    }

    static Uni<Void> run(SqlConnection connection, String statement) {
        return connection.query(statement).execute().replaceWithVoid();
    }
}
