package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCrashTest extends CrashContract {
    PostgresCrashTest() {
        super(TestedEngine.POSTGRES, "global/pg_control");
    }

    private Path lockFile() {
        return data().resolve("postmaster.pid");
    }

    @Test
    void aLockFileWithTheNumberOfAnotherProcessDoesNotBarAStart() throws IOException {
        long somebodyElse = ProcessHandle.current().pid();
        String lines = "\n" + data() + "\n1\n" + server().port() + "\n\n127.0.0.1\n";
        Files.writeString(lockFile(), somebodyElse + lines);
        starts();
    }

    @Test
    void anEmptyLockFileDoesNotBarAStart() throws IOException {
        Files.writeString(lockFile(), "");
        starts();
    }

    @Test
    void halfUnpackedProgramsAreUnpackedAgain(@TempDir Path other) throws IOException {
        Path programs = unpackedTwice(other, "postgres-18.6.0").get(0);
        Command version = Command.run(programs.resolve("bin/postgres").toString(), "--version");
        assertThat(version.output()).isEqualTo("postgres (PostgreSQL) 18.6");
    }
}
