package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a router starts, refuses to start, stops, and finds what it kept. */
@OneProcess
class RouterStartIT {
    @TempDir
    Path folder;

    @Test
    void aReadyRouterIsHealthy() throws Exception {
        try (RouterProcess router = RouterProcess.startInMemory(folder.resolve("router.log"))) {
            URI health = router.endpoint().resolve("/q/health/ready");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRestartFindsSecretsAndDatabasesAsTheyWere() {
        Path data = folder.resolve("data");
        String secret;
        int port;
        try (RouterProcess router = RouterProcess.start(data)) {
            router.clients().secrets().createSecret(each -> each.name("kept").secretString("kept-value"));
            ManagedInstance instance = ManagedInstance.create(router.clients(), "kept");
            secret = instance.secret();
            port = instance.port();
        }
        try (RouterProcess router = RouterProcess.start(data);
                Login login = new Login()) {
            ManagedInstance instance = new ManagedInstance(router.clients(), "kept");
            assertThat(router.clients()
                            .secrets()
                            .getSecretValue(each -> each.secretId("kept"))
                            .secretString())
                    .isEqualTo("kept-value");
            assertThat(instance.secret()).isEqualTo(secret);
            assertThat(instance.port()).isEqualTo(port);
            assertThat(login.attempt(port, secret)).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void sigtermStopsTheRouterAndItsDatabases() {
        RouterProcess router = RouterProcess.start(folder.resolve("data"));
        ManagedInstance.create(router.clients(), "stopped");
        List<ProcessHandle> children = router.children();
        assertThat(children).isNotEmpty();

        router.terminate();

        Await.until("the database processes end", Duration.ofSeconds(5), () -> children.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RouterProcess.Outcome outcome =
                    RouterProcess.run(folder, "up", "--memory", "--port", String.valueOf(taken.getLocalPort()));
            assertRefused(outcome, "port " + taken.getLocalPort());
        }
    }

    @Test
    void aSecondRouterOnOneDataFolderOrPortIsToldOfTheFirst() throws Exception {
        Path data = folder.resolve("data");
        try (RouterProcess first = RouterProcess.start(data)) {
            RouterProcess.Outcome outcome = RouterProcess.run(folder, "up", "--port", "0", "--data", data.toString());
            assertRefused(outcome, "The data folder " + data + " is in use by process " + first.pid() + ".");

            String port = Integer.toString(first.endpoint().getPort());
            assertRefused(
                    RouterProcess.run(folder, "up", "--memory", "--port", port),
                    "port " + port + " on 127.0.0.1 is taken by a Tumbler that runs already, process " + first.pid()
                            + " with the data folder " + data + ";");
        }
    }

    @Test
    void anUnusableFolderIsOneClearLine() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        RouterProcess.Outcome outcome = RouterProcess.run(
                folder, "up", "--port", "0", "--data", file.resolve("data").toString());
        assertRefused(outcome, file.toString());
    }

    @Test
    void aStoreWithoutItsKeyIsOneClearLine() throws Exception {
        Path data = folder.resolve("data");
        RouterProcess.start(data).terminate();
        Files.delete(data.resolve("root.key"));
        RouterProcess.Outcome outcome = RouterProcess.run(folder, "up", "--port", "0", "--data", data.toString());
        assertRefused(outcome, "root.key is missing");
        assertThat(data.resolve("root.key")).doesNotExist();
    }

    @Test
    void anotherLoopbackAddressServesRotationsToo() {
        try (RouterProcess router = RouterProcess.startOn(folder.resolve("data"), "127.0.0.2")) {
            assertThat(router.endpoint().getHost()).isEqualTo("127.0.0.2");
            ManagedInstance instance = ManagedInstance.create(router.clients(), "elsewhere");
            String before = instance.secret();
            instance.startRotation();
            instance.awaitRotated();
            assertThat(instance.secret()).isNotEqualTo(before);
        }
    }

    private static void assertRefused(RouterProcess.Outcome outcome, String names) {
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors().strip()).hasLineCount(1).contains(names);
    }

    @Test
    void noValueRestsInPlainAndNoneIsLogged() throws Exception {
        Path data = folder.resolve("data");
        String password;
        try (RouterProcess router = RouterProcess.start(data)) {
            router.clients().secrets().createSecret(each -> each.name("grepped").secretString("needle-in-the-folder"));
            router.clients().secrets().putSecretValue(each -> each.secretId("grepped")
                    .secretString("second-needle-here"));
            ManagedInstance instance = ManagedInstance.create(router.clients(), "grepped");
            instance.startRotation();
            instance.awaitRotated();
            password = new io.vertx.core.json.JsonObject(instance.secret()).getString("password");
            assertThat(router.log()).doesNotContain(password, "needle-in-the-folder", "second-needle-here");
        }
        assertNoFileContains(data, List.of("needle-in-the-folder", "second-needle-here", password));
    }

    private static void assertNoFileContains(Path data, List<String> needles) throws IOException {
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                for (String needle : needles) {
                    assertThat(content.contains(needle))
                            .as("%s holds a value", file)
                            .isFalse();
                }
            }
        }
    }
}
