package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A server that runs already, here that of another DB instance, as a DB instance of its own. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class AttachedIT {
    private static final String FIRST = "first-password-1";
    private static final String CHOSEN = "chosen-password-2";

    private static AwsClients aws;
    private static int routerPort;
    private static ManagedInstance elsewhere;
    private static int port;
    private static Login login;

    @TempDir
    Path folder;

    @BeforeAll
    static void start(Endpoint endpoint) {
        aws = endpoint.clients();
        routerPort = endpoint.caller().addressOf("rds").getPort();
        elsewhere = ManagedInstance.create(aws, "elsewhere");
        port = elsewhere.port();
        login = new Login();
        login.execute(port, elsewhere.secret(), "create role app login password '" + FIRST + "'");
    }

    @AfterAll
    static void stop() {
        login.close();
        elsewhere.delete();
    }

    private RouterProcess.Outcome attach(String identifier, String address) throws IOException {
        return RouterProcess.run(
                folder, "attach", address, "--identifier", identifier, "--port", String.valueOf(routerPort));
    }

    private static String address(String password) {
        return "postgres://app:" + password + "@127.0.0.1:" + port;
    }

    @Test
    void aUserWithoutRightsIsManagedAndItsServerIsLeftAlone() throws IOException {
        ManagedInstance attached = attached();
        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("attached").manageMasterUserPassword(true));
        attached.awaitAvailable();
        String managed = attached.secret();
        assertAccepted(managed);
        assertThat(login.attempt(port, "app", FIRST)).isEqualTo(WRONG_PASSWORD);

        attached.startRotation();
        attached.awaitRotated();
        String rotated = attached.secret();
        assertAccepted(rotated);
        assertThat(login.attempt(port, managed)).isEqualTo(WRONG_PASSWORD);

        String secretArn = attached.secretArn();
        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("attached")
                .manageMasterUserPassword(false)
                .masterUserPassword(CHOSEN));
        attached.awaitAvailable();
        assertThat(login.attempt(port, rotated)).isEqualTo(WRONG_PASSWORD);
        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(secretArn)));

        attached.delete();
        assertThat(login.attempt(port, "app", CHOSEN)).isEqualTo(ACCEPTED);
        assertThat(elsewhere.describe().dbInstanceStatus()).isEqualTo("available");
    }

    private ManagedInstance attached() throws IOException {
        RouterProcess.Outcome run = attach("attached", address(FIRST));
        assertThat(run.output()).contains("attached is postgres ", "127.0.0.1:" + port, "the master user app");
        ManagedInstance attached = new ManagedInstance(aws, "attached");
        DBInstance shown = attached.describe();
        assertThat(shown.dbInstanceStatus()).isEqualTo("available");
        assertThat(shown.endpoint().port()).isEqualTo(port);
        assertThat(shown.engineVersion()).isEqualTo(elsewhere.describe().engineVersion());
        assertThat(shown.masterUserSecret()).isNull();
        return attached;
    }

    private static void assertAccepted(String secret) {
        assertThat(login.attempt(port, secret)).isEqualTo(ACCEPTED);
    }

    @Test
    void aServerIsAttachedByAnAddressOfIpv6() throws IOException {
        assumeTrue(hasIpv6(), "this machine has no IPv6");
        login.execute(port, elsewhere.secret(), "create role six login password '" + FIRST + "'");
        Vertx vertx = Vertx.vertx();
        try {
            int entrance = entranceTo(port, vertx);
            RouterProcess.Outcome run = attach("six", "postgres://six:" + FIRST + "@[::1]:" + entrance);
            assertThat(run.output()).contains("[::1]:" + entrance);
            assertManagedAndRotated(new ManagedInstance(aws, "six"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static boolean hasIpv6() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    }

    /** The servers of this machine listen at 127.0.0.1 alone. */
    private static int entranceTo(int server, Vertx vertx) {
        return vertx.createNetServer()
                .connectHandler(caller -> {
                    caller.pause();
                    vertx.createNetClient()
                            .connect(server, "127.0.0.1")
                            .onFailure(refused -> caller.close())
                            .onSuccess(inside -> {
                                inside.pipeTo(caller);
                                caller.pipeTo(inside);
                            });
                })
                .listen(0, "::1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static void assertManagedAndRotated(ManagedInstance six) {
        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("six").manageMasterUserPassword(true));
        six.awaitAvailable();
        assertThat(six.describe().endpoint().address()).isEqualTo("::1");
        six.startRotation();
        six.awaitRotated();
        assertAccepted(six.secret());
        six.delete();
    }

    @Test
    void aWrongPasswordIsOneLineAndLeavesNothing() throws IOException {
        RouterProcess.Outcome run = attach("refused", address("wrong-password"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .isEqualTo("tumbler: The server at 127.0.0.1:" + port + " refuses the password of user app.\n");
        assertThat(new ManagedInstance(aws, "refused").find()).isEmpty();
    }
}
