package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MariaDbCrashTest extends CrashContract {
    MariaDbCrashTest() {
        super(TestedEngine.MARIADB, "ibdata1");
    }

    /** The number may be anybody's by then; MariaDB asks the kernel instead whether its files are in use. */
    @Test
    void theNumberOfAnotherProcessDoesNotBarAStart() throws IOException {
        Files.writeString(data().resolve("server.pid"), ProcessHandle.current().pid() + "\n");
        starts();
    }

    @Test
    void whatAServerHadInHandIsThrownAway() throws IOException {
        Path temporary = data().resolveSibling("tmp");
        Files.writeString(temporary.resolve("#sql-temptable-1"), "half a result");
        starts();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theDataOfALaterVersionAreLeftAlone() throws IOException {
        Path version = data().resolve("mariadb_upgrade_info");
        String made = Files.readString(version);
        Files.writeString(version, "99.1.2-MariaDB");
        try {
            assertThatThrownBy(this::starts)
                    .cause()
                    .isInstanceOf(ServerException.class)
                    .hasMessageEndingWith("are MariaDB 99.1.2-MariaDB's and cannot be read by MariaDB 11.4");
        } finally {
            Files.writeString(version, made);
        }
    }
}
