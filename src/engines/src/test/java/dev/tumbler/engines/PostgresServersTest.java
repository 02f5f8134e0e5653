package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import io.vertx.pgclient.PgException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServersTest {
    private static final int AUTHENTICATION_SASL = 10;

    @TempDir
    private static Path folder;

    private static Host host;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        host = Host.onSharedPrograms(folder);
        server = host.started("db-MAIN");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theServerIsOfTheVersionThatWasPromised() {
        String version = host.admin(server).run("SHOW server_version").orElseThrow();
        assertThat(version).isEqualTo(host.servers().offers("postgres").get(0).version());
        assertThat(host.servers().offers("oracle-ee")).isEmpty();
    }

    @Test
    void textIsUnicodeAndSortsByCodePoint() {
        assertThat(host.admin(server).run("SELECT upper('é') || (U&'\\00e9' > 'z')"))
                .contains("Étrue");
    }

    @Test
    void writesAreDurableAndStatementsAreNeverLogged() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(host.admin(server).run("SHOW " + setting)).contains("on");
        }
        assertThat(host.admin(server).run("SHOW log_statement")).contains("none");
        assertThat(host.admin(server).run("SHOW listen_addresses")).contains("127.0.0.1");
    }

    @Test
    void noLoginIsTakenOnTrust() throws IOException {
        Host.await(host.servers().setMasterPassword(server, "orders", "right"));
        refused("28P01", host.login(server, "orders", "wrong")::succeeds);
        refused("28P01", host.login(server, "rdsadmin", "wrong")::succeeds);
        assertThat(host.admin(server)
                        .run("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                .contains("0");
        assertThat(firstAnswer(server.port())).isEqualTo(AUTHENTICATION_SASL);
    }

    @Test
    void aRestartKeepsDataAndPort(@TempDir Path other) throws IOException {
        Server restarted;
        try (Host first = Host.onSharedPrograms(other)) {
            restarted = first.started("db-RESTART");
            Host.await(first.servers().setMasterPassword(restarted, "orders", "secret"));
            first.login(restarted, "orders", "secret").run("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(Ports.free(restarted.port())).isTrue();
        try (Host second = Host.onSharedPrograms(other)) {
            assertThatThrownBy(() -> second.servers().choosePort(Optional.of(restarted.port())))
                    .isInstanceOf(ServerException.class);
            Host.await(second.servers().ensureRunning(restarted));
            assertThat(second.login(restarted, "orders", "secret").run("SELECT answer FROM kept"))
                    .contains("42");
        }
    }

    @Test
    void callersWhoAskAtOnceShareOneStart() {
        Server shared = host.newServer("db-SHARED");
        CompletionStage<Void> first = host.servers().ensureRunning(shared);
        CompletionStage<Void> second = host.servers().ensureRunning(shared);
        first.toCompletableFuture().cancel(true);
        Host.await(second);
        String started = host.admin(shared)
                .run("SELECT pg_postmaster_start_time()::text")
                .orElseThrow();
        Host.await(host.servers().ensureRunning(shared));
        assertThat(host.admin(shared).run("SELECT pg_postmaster_start_time()::text"))
                .contains(started);
    }

    @Test
    void aRemovedServerLeavesNoProcessNoPortAndNoFolderAndTheOthersRunOn() throws IOException {
        Server removed = host.started("db-REMOVED");
        ProcessHandle postmaster = Postmaster.of(folder, "db-REMOVED");
        Host.await(host.servers().remove("postgres", "db-REMOVED"));
        assertThat(postmaster.isAlive()).isFalse();
        assertThat(host.servers().choosePort(Optional.of(removed.port()))).isEqualTo(removed.port());
        assertThat(folder.resolve("databases")).isDirectoryNotContaining("glob:**db-REMOVED*");
        host.admin(server).succeeds();
        Host.await(host.servers().remove("postgres", "db-REMOVED"));
    }

    @Test
    void aServerThatDiesIsToldOfAndStartedAgain() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        host.servers().onExit(told::complete);
        assertThat(Postmaster.of(folder, "db-MAIN").destroyForcibly()).isTrue();
        assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo("db-MAIN");
        Host.await(host.servers().ensureRunning(server));
        host.admin(server).succeeds();
    }

    @Test
    void aTakenPortAndAnotherMajorVersionAreSaid() {
        Server rival = host.server("db-RIVAL", server.port(), Optional.empty());
        fails("port " + server.port() + " on 127.0.0.1 is taken", host.servers().ensureRunning(rival));
        Server old = new Server("db-OLD", "postgres", "13.4", 1, "x", Optional.empty());
        fails(
                "no server for the engine postgres 13.4 can be run here",
                host.servers().ensureRunning(old));
        assertThat(folder.resolve("databases")).isDirectoryNotContaining("glob:**/db-{OLD,RIVAL}");
    }

    @Test
    void aResourceIdLeadsNowhereElse() {
        Server elsewhere = host.newServer("../elsewhere");
        fails("not a resource id: ../elsewhere", host.servers().ensureRunning(elsewhere));
        fails("not a resource id: ../elsewhere", host.servers().remove("postgres", "../elsewhere"));
    }

    private static void fails(String message, CompletionStage<Void> stage) {
        assertThatThrownBy(() -> Host.await(stage))
                .cause()
                .isInstanceOf(ServerException.class)
                .hasMessage(message);
    }

    static void refused(String sqlState, ThrowingCallable login) {
        assertThatThrownBy(login)
                .asInstanceOf(type(PgException.class))
                .extracting(PgException::getSqlState)
                .isEqualTo(sqlState);
    }

    /** Says hello in the server's own protocol and reads what it asks for; trust would answer 0. */
    private static int firstAnswer(int port) throws IOException {
        byte[] startup = "user\0orders\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataOutputStream output = new DataOutputStream(socket.getOutputStream());
            output.writeInt(startup.length + 2 * Integer.BYTES);
            output.writeInt(3 << 16);
            output.write(startup);
            output.flush();
            DataInputStream input = new DataInputStream(socket.getInputStream());
            assertThat((char) input.readByte()).isEqualTo('R');
            assertThat(input.readInt()).isPositive();
            return input.readInt();
        }
    }
}
