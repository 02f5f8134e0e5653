package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Server;
import io.smallrye.mutiny.Uni;

/** What the superuser {@code rdsadmin} does on a server. */
interface Rdsadmin {
    String NAME = "rdsadmin";

    /** Logs in once; fails at once where waiting would not help. */
    Uni<Void> login(Server server, boolean prepared);

    /** Whether a failed login may succeed a little later. */
    boolean maySucceedLater(Throwable failure);

    /** Whether a start of the server gives back what the superuser lacks: a right, its login, a table of the server's. */
    default boolean mendedByRestart(Throwable failure) {
        return false;
    }

    /** Makes the first databases, before anybody but the superuser exists. */
    Uni<Void> prepare(Server server);

    /** Makes the master user as RDS does, and makes it again with each reset of its password. */
    Uni<Void> setMasterPassword(Server server, String userName, String password);
}
