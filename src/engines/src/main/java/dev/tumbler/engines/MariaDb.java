package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Offer;
import dev.tumbler.domain.database.DatabaseServers.Server;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** MariaDB, which serves MySQL's clients too: there are no programs of MySQL among Maven's artifacts. */
final class MariaDb implements Engine {
    /** What is written is durable from its commit on, so the forced one loses nothing. */
    static final Shutdown SHUTDOWN = new Shutdown("TERM", "KILL");

    private static final String NAME = "mariadb";
    private static final List<String> NAMES = List.of(NAME, "mysql", "aurora-mysql");

    private final Path programsFolder;
    private final MariaDbBinaries binaries;
    private final MariaDbRdsadmin rdsadmin;
    private final MariaDbLoader loader;

    MariaDb(Path programsFolder, Vertx vertx, RandomGenerator random) {
        this.programsFolder = programsFolder;
        this.binaries = new MariaDbBinaries(programsFolder);
        this.rdsadmin = new MariaDbRdsadmin(vertx);
        this.loader = new MariaDbLoader(binaries, rdsadmin, random);
    }

    @Override
    public List<Offer> offers() {
        return binaries.available() ? NAMES.stream().map(this::offer).toList() : List.of();
    }

    private Offer offer(String engineName) {
        return new Offer(engineName, binaries.version(), NAME);
    }

    @Override
    public boolean serves(String engineName) {
        return NAMES.contains(engineName);
    }

    /** MariaDB counts its major versions in two places. */
    @Override
    public boolean reads(String version) {
        return version.startsWith(binaries.majorVersion() + ".");
    }

    @Override
    public boolean takeOver(ServerFolder folder) {
        new Predecessor("/bin/mariadbd", MariaDbSettings.first(folder.data()), SHUTDOWN).end();
        return false;
    }

    @Override
    public void provide(ServerFolder folder, String adminPassword) throws IOException {
        new MariaDbData(folder, binaries).provide(adminPassword);
    }

    @Override
    public void release(ServerFolder folder) throws IOException {
        new MariaDbSystemTables(folder.data()).release();
    }

    @Override
    public void load(ServerFolder folder, Server server, Dump dump) throws IOException {
        loader.load(folder, server, dump);
    }

    @Override
    public List<String> command(ServerFolder folder, Server server) {
        return MariaDbSettings.server(binaries.unpacked(), ServerCertificate.of(programsFolder), folder, server);
    }

    @Override
    public Shutdown shutdown() {
        return SHUTDOWN;
    }

    @Override
    public Rdsadmin rdsadmin() {
        return rdsadmin;
    }
}
