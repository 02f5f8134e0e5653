package dev.tumbler.router.cli;

import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is stopped. */
@Command(
        name = "up",
        description = "Serves Secrets Manager, RDS and STS on this machine until Ctrl-C or SIGTERM.",
        footer = {"", "It prints 'ready http://127.0.0.1:PORT' when calls are answered."})
final class UpCommand implements Runnable {
    private final Router router;

    @Spec
    private CommandSpec command;

    @Mixin
    private PortOption port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on, one of this machine alone; ${DEFAULT-VALUE} if not given.")
    private String host;

    @ArgGroup
    private Storage storage;

    /** Where data rests: at most one of the two. */
    static final class Storage {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The folder that keeps secrets and databases; ~/.tumbler if not given.")
        private Path data;

        @Option(names = "--memory", description = "Keep nothing: secrets and databases are gone when the router stops.")
        private boolean memory;
    }

    UpCommand(Router router) {
        this.router = router;
    }

    @Override
    public void run() {
        ListenAddress address = checked(new ListenAddress(host, port.port()).onlyLoopback());
        router.run(
                settings(address),
                new StartFailure(address),
                command.commandLine().getErr());
    }

    /** Live reload comes here again while it holds the port itself. */
    private static ListenAddress checked(ListenAddress address) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? address : address.onlyFree();
    }

    private Map<String, String> settings(ListenAddress address) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", address.host());
        settings.put("quarkus.http.port", Integer.toString(address.port()));
        if (storage != null && storage.memory) {
            settings.put("tumbler.memory", "true");
        } else {
            Path wanted = storage == null ? DataFolder.usual() : storage.data;
            settings.put("tumbler.data", DataFolder.prepare(wanted).toString());
        }
        return settings;
    }
}
