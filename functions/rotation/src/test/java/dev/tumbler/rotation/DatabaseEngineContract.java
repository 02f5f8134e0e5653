package dev.tumbler.rotation;

import static dev.tumbler.rotation.RealDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.rotation.Connection.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises, asked of a real server. */
abstract class DatabaseEngineContract {
    private static final String NASTY = "'|''|\\|\\'|\"|`|``|$|$$|$1|%s|%|%I|?|;|--|-- |#|/*|*/|@|(|)|\n|\t| |a|Z|0"
            + "|\u00e9|\u4e2d|\uD83D\uDD11|\u00bf'|'; DROP USER bystander; -- |') OR ('1'='1| TO | IDENTIFIED BY 'x|$q$|\\0|E'";

    /** Why the server cannot be had here. */
    abstract Optional<String> reasonToSkip();

    abstract RealDatabase database();

    /** An engine that gives up after a second. */
    abstract DatabaseEngine impatient();

    /** Makes a user with no rights of note; the texts are harmless. */
    abstract void createUser(String user, String password);

    /** The names of all users whose names begin so. */
    abstract long countUsers();

    @BeforeEach
    @BeforeProperty
    void serverIsThere() {
        assumeTrue(reasonToSkip().isEmpty(), () -> reasonToSkip().orElseThrow());
    }

    @Test
    void onlyTheRightPasswordLogsIn() {
        createUser("reader", "right");
        assertThat(database().accepts("reader", "right")).isTrue();
        assertThat(database().accepts("reader", "wrong")).isFalse();
        assertThat(database().accepts("nobody", "right")).isFalse();
    }

    @Test
    void aUserWithoutRightsChangesItsOwnPassword() {
        createUser("changer", "old");
        change("changer", "old", "new");
        assertThat(database().accepts("changer", "new")).isTrue();
        assertThat(database().accepts("changer", "old")).isFalse();
        change("changer", "new", "new");
        assertThat(database().accepts("changer", "new")).isTrue();
    }

    @Test
    void aPasswordThatDoesNotLogInChangesNothing() {
        createUser("refused", "right");
        assertThatThrownBy(() -> change("refused", "wrong", "new"))
                .isInstanceOf(RotationException.class)
                .hasMessage("Unable to set the password of user refused on database host 127.0.0.1: SQLSTATE %s"
                        .formatted(sqlStateOfRefusal()))
                .hasNoCause();
        assertThat(database().accepts("refused", "right")).isTrue();
    }

    abstract String sqlStateOfRefusal();

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void noPasswordIsReadAsSql(@ForAll("passwords") String first, @ForAll("passwords") String second) {
        createUser("bystander", "untouched");
        createUser("nasty", "plain");
        long users = countUsers();
        change("nasty", "plain", first);
        assertThat(database().accepts("nasty", first)).isTrue();
        change("nasty", first, second);
        assertThat(database().accepts("nasty", second)).isTrue();
        assertThat(countUsers()).isEqualTo(users);
        assertThat(database().accepts("bystander", "untouched")).isTrue();
    }

    @Provide
    Arbitrary<String> passwords() {
        return texts(Arbitraries.of(NASTY.split("\\|")));
    }

    /** Some pieces in a row, with a letter at both ends: servers cut spaces off, and refuse nothing at all. */
    static Arbitrary<String> texts(Arbitrary<String> pieces) {
        return pieces.list().ofMinSize(1).ofMaxSize(6).map(list -> "p" + String.join("", list) + "q");
    }

    @Test
    void aServerThatCannotBeReachedIsNoRefusedLogin() throws IOException {
        int closed;
        try (ServerSocket socket = listen()) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> get(impatient().login(stranger(closed, Tls.PREFERRED))))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = listen()) {
            assertThatThrownBy(() -> get(impatient().login(stranger(silent.getLocalPort(), Tls.PREFERRED))))
                    .isInstanceOf(RotationException.class)
                    .hasMessage("Unable to connect to database host 127.0.0.1: no answer within 1 seconds");
        }
    }

    @Test
    void aFailureToSetAPasswordShowsNeitherPassword() throws IOException {
        try (ServerSocket silent = listen()) {
            Connection connection = stranger(silent.getLocalPort(), Tls.NONE);
            assertThatThrownBy(() -> get(impatient().changePassword(connection, "hush more")))
                    .isInstanceOf(RotationException.class)
                    .hasMessage(
                            "Unable to set the password of user u on database host 127.0.0.1: the connection failed")
                    .hasNoCause();
        }
    }

    private static Connection stranger(int port, Tls tls) {
        return new Connection("127.0.0.1", Optional.of(port), Optional.empty(), "u", "hush", tls);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    final void change(String user, String password, String next) {
        get(database().engine().changePassword(database().as(user, password), next));
    }
}
