package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Offer;
import dev.tumbler.domain.database.DatabaseServers.Server;
import java.io.IOException;
import java.util.List;

/** A database program in one version: what it takes to run servers of it. Every method works on the calling thread. */
interface Engine {
    /** What it can serve on this machine; empty if there are no programs for it. */
    List<Offer> offers();

    /** Whether servers of this name are its own, whether or not they can be run on this machine. */
    boolean serves(String engineName);

    /** Whether it reads the data of servers of this version. */
    boolean reads(String version);

    /**
     * Makes sure that no other server has the data, and that nothing a killed one left bars the next.
     *
     * @return whether a killed server may bar the next one for a while all the same
     */
    boolean takeOver(ServerFolder folder) throws IOException;

    /** Makes what a server starts from: its data, unless they are there, and the superuser. Data it cannot read stay as they are. */
    void provide(ServerFolder folder, String adminPassword) throws IOException;

    /** Undoes what {@link #provide} did to keep a running server's files as they are; the server has ended. */
    default void release(ServerFolder folder) throws IOException {}

    /** Loads a backup onto a running server that holds nothing yet. */
    void load(ServerFolder folder, Server server, Dump dump) throws IOException;

    /** What starts a server. */
    List<String> command(ServerFolder folder, Server server);

    Shutdown shutdown();

    Rdsadmin rdsadmin();
}
