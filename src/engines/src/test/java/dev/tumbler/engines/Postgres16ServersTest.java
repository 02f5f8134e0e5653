package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.DatabaseServers.Server;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Postgres16ServersTest extends DatabaseServersContract {
    private static final String OLDER = "db-OLDER";

    Postgres16ServersTest() {
        super(TestedEngine.POSTGRES_16);
    }

    @Override
    String runningVersion() {
        return admin().run("SHOW server_version").orElseThrow();
    }

    @Test
    void everyMajorIsOfferedOnceAndTheNewestFirst() {
        assertThat(host().servers().offers("postgres"))
                .extracting(offer -> offer.version().replaceFirst("\\..*", ""))
                .containsExactly("18", "17", "16");
    }

    @Test
    void textIsUnicodeAndSortsByCodePoint() {
        assertThat(admin().run("SELECT (U&'\\00e9' > 'z')::text || current_setting('server_encoding')"))
                .contains("trueUTF8");
    }

    /** Whoever stops a server names no version, and may be the first who asks for anything of it. */
    @Test
    void aServerThatIsStoppedFirstStartsOnItsOwnVersion(@TempDir Path other) throws IOException {
        Server server;
        try (Host first = Host.onSharedPrograms(TestedEngine.POSTGRES_16, other)) {
            server = first.started(OLDER);
        }
        try (Host second = Host.onSharedPrograms(TestedEngine.POSTGRES_16, other)) {
            Host.await(second.servers().stop("postgres", OLDER));
            Host.await(second.servers().ensureRunning(server));
            second.admin(server).succeeds();
        }
    }
}
