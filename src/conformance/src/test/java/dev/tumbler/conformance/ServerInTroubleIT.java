package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DB instances whose server is killed, or finds its port taken, say so and come back by themselves. */
@OwnRouter
class ServerInTroubleIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private RouterProcess router;

    @AfterEach
    void stop() {
        router.close();
    }

    private ManagedInstance start() {
        router = RouterProcess.start(folder.resolve("data"));
        return new ManagedInstance(router.clients(), "shaken");
    }

    @Test
    void aServerThatIsKilledIsBackSoonAndSoIsOneWhosePortWasTaken() throws IOException {
        start();
        ManagedInstance instance = ManagedInstance.create(router.clients(), "shaken");
        int port = instance.port();
        assertBackAfterKill(instance);
        assertRotates(instance);
        router.close();

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            instance = start();
            assertThat(status(instance)).isEqualTo("failed");
            assertThat(router.log())
                    .containsOnlyOnce("instance shaken: port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
        }
        awaitStatus(instance, "available");
        assertThat(instance.port()).isEqualTo(port);
        assertLogsIn(instance);
    }

    private void assertBackAfterKill(ManagedInstance instance) {
        ProcessHandle killed = server(instance).orElseThrow();
        killed.destroyForcibly();
        Await.until("the server of shaken is another process", SOON, () -> server(instance)
                .filter(next -> !next.equals(killed))
                .isPresent());
        awaitStatus(instance, "available");
        assertThat(instance.describe().masterUserSecret().secretStatus()).isEqualTo("active");
        assertLogsIn(instance);
    }

    /** Empty while there is no server. */
    private Optional<ProcessHandle> server(ManagedInstance instance) {
        String resourceId = instance.describe().dbiResourceId();
        Path numbers = folder.resolve("data/databases").resolve(resourceId).resolve("data/postmaster.pid");
        try (Stream<String> lines = Files.lines(numbers)) {
            return lines.findFirst().map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitStatus(ManagedInstance instance, String wanted) {
        Await.until(instance.identifier() + " is " + wanted, SOON, () -> status(instance)
                .equals(wanted));
    }

    private static String status(ManagedInstance instance) {
        return instance.describe().dbInstanceStatus();
    }

    private static void assertRotates(ManagedInstance instance) {
        instance.startRotation();
        instance.awaitRotated();
        assertLogsIn(instance);
    }

    private static void assertLogsIn(ManagedInstance instance) {
        try (Login login = new Login()) {
            assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        }
    }
}
