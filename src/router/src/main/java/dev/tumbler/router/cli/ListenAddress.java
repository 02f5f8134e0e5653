package dev.tumbler.router.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Where a router is to listen. Port 0 stands for any free port. */
record ListenAddress(String host, int port) {

    /**
     * This address, if a router may listen there.
     *
     * <p>Everybody knows the default principal's keys, so the router answers this machine alone.
     */
    ListenAddress onlyLoopback() {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return this;
            }
        } catch (UnknownHostException unknown) {
            throw new PlainFailure("there is no host " + host, unknown);
        }
        throw new PlainFailure(
                "refused to listen on " + host
                        + ": the keys test/test open everything, so only an address of this machine alone will do, such as 127.0.0.1");
    }

    /** A port of this machine alone on which nobody listens right now. */
    static ListenAddress anyFree() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ListenAddress(InetAddress.getLoopbackAddress().getHostAddress(), probe.getLocalPort());
        } catch (IOException failure) {
            throw new PlainFailure("no port can be had: " + failure.getMessage(), failure);
        }
    }

    /** This address, if nobody listens there. Another program may still come between: see {@link StartFailure}. */
    ListenAddress onlyFree() {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return new ListenAddress(host, port == 0 ? 0 : probe.getLocalPort());
        } catch (BindException taken) {
            throw new PlainFailure(takenMessage(), taken);
        } catch (IOException failure) {
            throw new PlainFailure("cannot listen on " + this + ": " + failure.getMessage(), failure);
        }
    }

    String takenMessage() {
        return "port " + port + " on " + host + " is taken by " + PortOwner.at(host, port)
                + "; choose another one with --port";
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
