package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalEndpoint;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a router is on this machine. */
final class AddressOptions {
    private static final String HOST = "127.0.0.1";
    private static final String PORT = "4566";
    private static final int LARGEST = 65_535;

    /** A name or an address of either kind. */
    private static final String WRITTEN = "[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:.]{2,45}";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = HOST,
            description = "The router's address, one of this machine alone; ${DEFAULT-VALUE} if not given.")
    private String host;

    private int port;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = PORT,
            description = "The router's port; ${DEFAULT-VALUE} if not given.")
    void setPort(int wanted) {
        if (wanted < 0 || wanted > LARGEST) {
            throw new ParameterException(
                    command.commandLine(), "a port is a number from 0 to " + LARGEST + ", which " + wanted + " is not");
        }
        port = wanted;
    }

    /** Where to listen. */
    ListenAddress address() {
        requireHost();
        return new ListenAddress(host, port);
    }

    /** Where a router answers. */
    URI endpoint() {
        requireHost();
        if (port == 0) {
            throw new ParameterException(command.commandLine(), "say the port on which the router answers, not 0");
        }
        return LocalEndpoint.uri(host, port);
    }

    private void requireHost() {
        if (!host.matches(WRITTEN)) {
            throw new ParameterException(command.commandLine(), "--host takes a name or an address, such as " + HOST);
        }
    }

    /** How to name this address again in another command. */
    String repeated() {
        return (host.equals(HOST) ? "" : " --host " + host) + (port == Integer.parseInt(PORT) ? "" : " --port " + port);
    }
}
