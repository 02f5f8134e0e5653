package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Offer;
import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL in one major version, for Aurora PostgreSQL too. A server reads the data of its own major version alone. */
final class Postgres implements Engine {
    /** PostgreSQL calls these its fast and its immediate shutdown. */
    static final Shutdown SHUTDOWN = new Shutdown("INT", "QUIT");

    private static final String NAME = "postgres";
    private static final List<String> NAMES = List.of(NAME, "aurora-postgresql");

    private final PostgresBinaries binaries;
    private final PostgresPrograms programs;
    private final Rdsadmin rdsadmin;

    /** One for each major version, the default one first. */
    static List<Engine> all(Path programsFolder, Vertx vertx) {
        return PostgresBinaries.all(programsFolder).stream()
                .<Engine>map(binaries -> new Postgres(binaries, vertx))
                .toList();
    }

    private Postgres(PostgresBinaries binaries, Vertx vertx) {
        this.binaries = binaries;
        this.programs = new PostgresPrograms(binaries);
        this.rdsadmin = new PostgresRdsadmin(vertx);
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

    @Override
    public boolean reads(String version) {
        return version.split("\\.", 2)[0].equals(binaries.majorVersion());
    }

    @Override
    public boolean takeOver(ServerFolder folder) throws IOException {
        return new PostgresCluster(folder, programs).takeOver();
    }

    @Override
    public void provide(ServerFolder folder, String adminPassword) throws IOException {
        new PostgresCluster(folder, programs).create(adminPassword);
    }

    /** Nor does RDS restore PostgreSQL from Amazon S3. */
    @Override
    public void load(ServerFolder folder, Server server, Dump dump) {
        throw new ServerException("PostgreSQL's servers are not loaded from backups");
    }

    @Override
    public List<String> command(ServerFolder folder, Server server) {
        return programs.command("postgres", PostgresSettings.arguments(folder, server));
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
