package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what a rotation is to those who log in meanwhile, with a router of its own that it may kill. */
@Command(
        name = "rotation",
        mixinStandardHelpOptions = true,
        description =
                "Rotates a database's password again and again while clients log in: on demand, through a kill -9 of the"
                        + " router, and by its schedule a week later. Nothing of it stays.")
final class DemoRotationCommand implements Runnable {
    private final InstantSource clock;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--rotations",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "10",
            description = "How often on demand; ${DEFAULT-VALUE} if not given.")
    private int rotations;

    DemoRotationCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        Progress progress = new Progress(out, Boolean.getBoolean(DemoCommand.TERMINAL), clock);
        try (ThrowawayRouter router = new ThrowawayRouter();
                SqlLogin login = new SqlLogin(DemoInstance.ENGINE)) {
            progress.during("starting a router", router::start);
            out.println("The demo's own router: " + router);
            new RotationStory(out, progress, router, login, clock).tell(rotations);
        }
        out.println("The router, its database and its folder are gone.");
        out.flush();
    }
}
