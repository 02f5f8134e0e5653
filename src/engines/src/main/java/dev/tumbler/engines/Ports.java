package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Which ports servers have. A port given out stays reserved for a while, for its server is stored and started only after
 * that; a server's port stays its own while the server is down.
 *
 * <p>Ports are taken from below those that systems give to outgoing connections, else such a connection could hold a
 * server's port when the server is to start again. They start at a random place so that two processes seldom meet.
 */
final class Ports {
    private static final Logger LOG = Logger.getLogger(Ports.class);
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final Duration RESERVATION = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<Integer, Instant> reservedUntil = new HashMap<>();
    private final Map<String, Integer> byServer = new HashMap<>();

    Ports(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized int choose(Optional<Integer> wanted) {
        Instant now = clock.instant();
        reservedUntil.values().removeIf(until -> !until.isAfter(now));
        int port = wanted.isPresent() ? require(wanted.get()) : any();
        reservedUntil.put(port, now.plus(RESERVATION));
        return port;
    }

    synchronized void keep(String resourceId, int port) {
        byServer.put(resourceId, port);
        reservedUntil.remove(port);
    }

    synchronized void release(String resourceId) {
        byServer.remove(resourceId);
    }

    private int require(int port) {
        if (givenOut(port) || !free(port)) {
            throw taken(port);
        }
        return port;
    }

    private int any() {
        int start = random.nextInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (!givenOut(port) && free(port)) {
                return port;
            }
        }
        throw new ServerException("no port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
    }

    private boolean givenOut(int port) {
        return reservedUntil.containsKey(port) || byServer.containsValue(port);
    }

    static ServerException taken(int port) {
        return new ServerException("port " + port + " on 127.0.0.1 is taken");
    }

    /** Whether a server could listen there now. */
    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as the server does: a port whose last connections are only fading out is free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            LOG.debugf("port %d cannot be listened on: %s", port, e.getMessage());
            return false;
        }
    }
}
