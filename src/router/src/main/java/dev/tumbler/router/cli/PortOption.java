package dev.tumbler.router.cli;

import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The port of a router on this machine. */
final class PortOption {
    static final String DEFAULT = "4566";
    private static final int LARGEST = 65_535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private int port;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = DEFAULT,
            description = "The router's port; ${DEFAULT-VALUE} if not given.")
    void setPort(int wanted) {
        if (wanted < 0 || wanted > LARGEST) {
            throw new ParameterException(
                    command.commandLine(), "a port is a number from 0 to " + LARGEST + ", which " + wanted + " is not");
        }
        port = wanted;
    }

    /** The port to listen on; 0 stands for any free one. */
    int port() {
        return port;
    }

    /** Where a router answers. */
    URI endpoint() {
        if (port == 0) {
            throw new ParameterException(command.commandLine(), "say the port on which the router answers, not 0");
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How to name this port again in another command. */
    String repeated() {
        return port == Integer.parseInt(DEFAULT) ? "" : " --port " + port;
    }
}
