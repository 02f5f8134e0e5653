package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells the story of a managed password on a real database, with a router that it starts if none is running. */
@Command(
        name = "demo",
        description = "Creates a PostgreSQL whose master password is managed, rotates it twice, and tries every login.")
final class DemoCommand implements Runnable {
    /** Set by the launcher, which can ask about the output alone; what Java's console answers depends on its release. */
    static final String TERMINAL = "launcher.terminal";

    private final InstantSource clock;

    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions address;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of a router that the demo starts; ~/.tumbler if not given.")
    private Path data;

    DemoCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        Progress progress = new Progress(out, Boolean.getBoolean(TERMINAL), clock);
        try (LocalAws aws = LocalAws.at(address.endpoint());
                SqlLogin login = new SqlLogin(DemoInstance.ENGINE)) {
            Optional<RouterProcess> started = startUnlessRunning(aws, progress, out);
            new DemoStory(out, progress, new DemoInstance(aws), login).tell();
            tellWhatStays(out, started);
        }
    }

    private Optional<RouterProcess> startUnlessRunning(LocalAws aws, Progress progress, PrintWriter out) {
        if (aws.identity().isPresent()) {
            out.println("A router answers at " + aws.endpoint() + ": the demo uses it.");
            return Optional.empty();
        }
        Path folder = DataFolder.prepare(data == null ? DataFolder.usual() : data);
        RouterProcess router = RouterProcess.start(address.address(), folder);
        out.println("No router answers at " + aws.endpoint() + ", so one is started in the background: process "
                + router.pid() + ", log " + router.log());
        progress.during("starting the router", () -> router.awaitAnswer(aws));
        return Optional.of(router);
    }

    private void tellWhatStays(PrintWriter out, Optional<RouterProcess> started) {
        String where = address.repeated();
        out.println();
        out.println("What stays running, and how to remove it:");
        out.println("   the database       eval \"$(./tumbler env" + where + ")\"");
        out.println("                      aws rds delete-db-instance --skip-final-snapshot --db-instance-identifier "
                + DemoInstance.IDENTIFIER);
        started.ifPresent(router -> out.println("   the router         kill " + router.pid()));
        out.println("To look around: ./tumbler status" + where);
        out.flush();
    }
}
