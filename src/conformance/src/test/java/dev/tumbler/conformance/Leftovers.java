package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a router without DB instances must not have: processes, ports, folders and secrets of those it had. */
record Leftovers(RouterProcess router, Path data) {

    void assertNoneOn(List<Integer> ports) {
        assertThat(router.servers()).as("processes").isEmpty();
        assertThat(ports).allSatisfy(Leftovers::assertNobodyListens);
        assertThat(folders()).as("folders").isEmpty();
        try (AwsClients aws = router.clients()) {
            assertThat(aws.secrets()
                            .listSecrets(each -> each.includePlannedDeletion(true))
                            .secretList())
                    .as("secrets")
                    .isEmpty();
        }
    }

    static void assertNobodyListens(int port) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .as("port %d", port)
                .isInstanceOf(IOException.class);
    }

    private List<Path> folders() {
        try (Stream<Path> folders = Files.list(data.resolve("databases"))) {
            return folders.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
