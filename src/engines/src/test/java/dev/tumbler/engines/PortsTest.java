package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Ports ports = new Ports(now::get, new Random(1));

    @Test
    void callersAtTheSameTimeNeverGetTheSamePort() {
        List<Integer> given = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> ports.choose(Optional.empty()))
                .toList();
        assertThat(given).doesNotHaveDuplicates().allMatch(Ports::free);
    }

    @Test
    void aPortSomebodyListensOnIsRefused() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> ports.choose(Optional.of(port)))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void aWantedPortStaysReservedUntilItsServerMustHaveStarted() {
        int port = ports.choose(Optional.empty());
        assertThatThrownBy(() -> ports.choose(Optional.of(port))).isInstanceOf(ServerException.class);
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThatCode(() -> ports.choose(Optional.of(port))).doesNotThrowAnyException();
    }

    @Test
    void aServerKeepsItsPortUntilItIsRemoved() {
        int port = ports.choose(Optional.empty());
        ports.keep("db-A", port);
        now.set(now.get().plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> ports.choose(Optional.of(port))).isInstanceOf(ServerException.class);
        ports.release("db-A");
        assertThat(ports.choose(Optional.of(port))).isEqualTo(port);
    }
}
