package dev.tumbler.domain.database;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The servers behind databases. Every method may be called again after a crash and brings about the same end.
 *
 * <p>A failed stage carries a {@link ServerException}, whose message may be shown to people.
 */
public interface DatabaseServers {

    /**
     * A server as it is meant to be.
     *
     * @param name the instance's or cluster's identifier, for people: it may change
     * @param resourceId names the server and its data for ever
     * @param adminPassword the password of its superuser {@code rdsadmin}
     * @param databaseName a database to create at first start
     * @param restore what to load at first start
     */
    record Server(
            String name,
            String resourceId,
            String engineName,
            String engineVersion,
            int port,
            String adminPassword,
            Optional<String> databaseName,
            Optional<Restore> restore) {}

    /**
     * A backup that becomes a server's first content.
     *
     * @param owner the master user, to whom belongs what is made of it
     */
    record Restore(Backup backup, String owner) {}

    /** What kept a server from doing as asked. */
    class ServerException extends RuntimeException {
        public ServerException(String message, Throwable cause) {
            super(message, cause);
        }

        public ServerException(String message) {
            super(message);
        }
    }

    /** What is wrong with a backup. Trying again would not help. */
    final class UnusableBackup extends ServerException {
        public UnusableBackup(String message) {
            super(message);
        }
    }

    /**
     * A version of an engine that can be run here.
     *
     * @param program what runs it: the engine itself, or one of its kind in its place
     */
    record Offer(String engineName, String version, String program) {}

    /** What can be run of an engine, first what a caller gets who names no version; empty if nothing can. */
    List<Offer> offers(String engineName);

    /** A free port for a new server: the wanted one, or any. Fails with a {@link ServerException} if the wanted is taken. */
    int choosePort(Optional<Integer> wanted);

    /**
     * Completes when the server accepts logins; creates it first if it does not exist. What is half loaded of a backup is
     * thrown away and loaded again from its beginning.
     */
    CompletionStage<Void> ensureRunning(Server server);

    /** Completes if there is something to load in a backup, else fails with an {@link UnusableBackup}. */
    CompletionStage<Void> requireUsable(Backup backup);

    /** Sets a user's password as the superuser, making the user a master user first if there is none by that name. */
    CompletionStage<Void> setMasterPassword(Server server, String userName, String password);

    /** Stops the server, if it runs; its data and its port stay its own. */
    CompletionStage<Void> stop(String engineName, String resourceId);

    /** Stops the server, if it runs, and removes its data. */
    CompletionStage<Void> remove(String engineName, String resourceId);
}
