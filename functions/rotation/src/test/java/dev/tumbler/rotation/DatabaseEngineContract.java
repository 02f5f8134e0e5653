package dev.tumbler.rotation;

import static dev.tumbler.rotation.RealDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.rotation.Connection.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
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

    /** Lets a user read the table that {@link #orders} reads. */
    abstract void letRead(String user);

    /** Reads the orders, as somebody who may. */
    abstract List<String> orders(String user, String password);

    abstract void dropUser(String user);

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
    void theVersionIsANumber() {
        createUser("asker", "right");
        assertThat(get(database().engine().version(database().as("asker", "right"))))
                .matches("[0-9]+(\\.[0-9]+)+");
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

    @Test
    void aCopyMayDoWhatItsModelMay() {
        createUser("model", "models");
        letRead("model");
        dropUser("model_clone");
        copy("model", "model_clone", "copies");
        assertThat(orders("model_clone", "copies")).containsExactly("1");
        assertThat(database().accepts("model", "models")).isTrue();
    }

    @Test
    void aUserThatIsThereOnlyGetsAnotherPassword() {
        createUser("model", "models");
        createUser("there", "before");
        long users = countUsers();
        copy("model", "there", "after");
        copy("model", "there", "after");
        assertThat(database().accepts("there", "after")).isTrue();
        assertThat(database().accepts("there", "before")).isFalse();
        assertThat(countUsers()).isEqualTo(users);
    }

    @Test
    void somebodyWhoMayNotMakeUsersMakesNone() {
        createUser("model", "models");
        dropUser("model_clone");
        assertThatThrownBy(() -> get(
                        database().engine().copyUser(database().as("model", "models"), "model", "model_clone", "hush")))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith(
                        "Unable to set the password of user model_clone on database host 127.0.0.1: SQLSTATE 42")
                .hasNoCause();
        assertThat(database().accepts("model_clone", "hush")).isFalse();
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void noNameIsReadAsSql(@ForAll("names") String name, @ForAll("passwords") String password) {
        createUser("bystander", "untouched");
        createUser("model", "models");
        letRead("model");
        long users = countUsers();
        copy("model", name, password);
        copy(name, name + "_clone", "plain");
        assertThat(orders(name, password)).containsExactly("1");
        assertThat(orders(name + "_clone", "plain")).containsExactly("1");
        change(name, password, "next");
        assertThat(database().accepts(name, "next")).isTrue();
        assertThat(countUsers()).isEqualTo(users + 2);
        assertThat(database().accepts("bystander", "untouched")).isTrue();
        dropUser(name + "_clone");
        dropUser(name);
    }

    /** Not too long for either server, without what MariaDB has no place for in names and what SCRAM forbids there. */
    @Provide
    Arbitrary<String> names() {
        return passwords()
                .map(text -> text.replaceAll("\\p{Cntrl}|\uD83D\uDD11", ""))
                .map(text -> text.substring(0, Math.min(18, text.length())) + "q");
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
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
            assertThatThrownBy(() -> get(impatient().changePassword(connection, "hush more", OldPassword.DROPPED)))
                    .isInstanceOf(RotationException.class)
                    .hasMessage("Unable to set the password of user u on database host 127.0.0.1:"
                            + " no answer within 1 seconds")
                    .hasNoCause();
        }
    }

    private static Connection stranger(int port, Tls tls) {
        return new Connection("127.0.0.1", Optional.of(port), Optional.empty(), "u", "hush", tls);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private void copy(String model, String user, String password) {
        get(database().engine().copyUser(database().master(), model, user, password));
    }

    final void change(String user, String password, String next) {
        change(user, password, next, OldPassword.DROPPED);
    }

    final void change(String user, String password, String next, OldPassword old) {
        get(database().engine().changePassword(database().as(user, password), next, old));
    }
}
