package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningRoutersTest {
    private static final long SELF = ProcessHandle.current().pid();

    /** More than any system gives. */
    private static final long NO_PROCESS = 1L << 40;

    @TempDir
    private Path home;

    private RunningRouters routers;
    private Path notes;

    @BeforeEach
    void find() {
        notes = home.resolve("state/tumbler/routers");
        routers = new RunningRouters(List.of(notes));
    }

    private RunningRouters.Found router(long process, String folder) {
        return new RunningRouters.Found(process, home.resolve(folder));
    }

    @Test
    void aRouterIsFoundByItsAddressUntilItStops() throws IOException {
        Runnable end = routers.add("127.0.0.1", 4566, router(SELF, "one"));
        routers.add("127.0.0.2", 4566, router(SELF, "two"));

        assertThat(routers.find("127.0.0.1", 4566)).contains(router(SELF, "one"));
        assertThat(routers.find("127.0.0.2", 4566)).contains(router(SELF, "two"));
        assertThat(routers.find("127.0.0.1", 4567)).isEmpty();
        end.run();
        assertThat(routers.find("127.0.0.1", 4566)).isEmpty();
        assertThat(routers.find("127.0.0.2", 4566)).isPresent();
    }

    @Test
    void theNoteOfALaterRouterOnThePortStays() throws IOException {
        Runnable end = routers.add("127.0.0.1", 4566, router(SELF, "one"));
        routers.add("127.0.0.1", 4566, router(SELF, "two"));

        end.run();

        assertThat(routers.find("127.0.0.1", 4566)).contains(router(SELF, "two"));
    }

    @Test
    void whatKilledRoutersLeftIsNotFoundAndGoesWithTheNext() throws IOException {
        routers.add("127.0.0.1", 4566, router(NO_PROCESS, "killed"));
        Files.writeString(notes.resolve("127.0.0.1-1.json"), "no JSON");
        assertThat(routers.find("127.0.0.1", 4566)).isEmpty();
        assertThat(routers.find("127.0.0.1", 1)).isEmpty();

        routers.add("127.0.0.1", 4567, router(SELF, "next"));

        assertThat(notes.toFile().list()).containsExactly("127.0.0.1-4567.json");
    }

    @Test
    void onlyTheUserMayLookIn() throws IOException {
        routers.add("127.0.0.1", 4566, router(SELF, "one"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes.resolve("127.0.0.1-4566.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderThatOthersMayWriteToIsNotBelieved() throws IOException {
        routers.add("127.0.0.1", 4566, router(SELF, "one"));
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(routers.find("127.0.0.1", 4566)).isEmpty();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> routers.add("127.0.0.1", 4567, router(SELF, "two")));
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        routers.add("127.0.0.1", 4566, router(SELF, "one"));
        Path link = Files.createSymbolicLink(home.resolve("link"), notes);

        assertThat(new RunningRouters(List.of(link)).find("127.0.0.1", 4566)).isEmpty();
    }

    @Test
    void withoutAHomeThatTakesFilesTheNextFolderIsUsed() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        Path temporary = home.resolve("temporary");
        RunningRouters homeless = new RunningRouters(List.of(file.resolve("routers"), temporary));

        homeless.add("127.0.0.1", 4566, router(SELF, "one"));

        assertThat(homeless.find("127.0.0.1", 4566)).isPresent();
        assertThat(temporary.resolve("127.0.0.1-4566.json")).exists();
    }

    @Test
    void theUsersStateSaysWhereTheyAre() throws IOException {
        RunningRouters.of(Map.of("XDG_STATE_HOME", home.resolve("state").toString()))
                .add("127.0.0.1", 4566, router(SELF, "one"));

        assertThat(routers.find("127.0.0.1", 4566)).isPresent();
    }
}
