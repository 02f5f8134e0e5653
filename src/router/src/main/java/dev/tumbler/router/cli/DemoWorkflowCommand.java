package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells how Step Functions rotates a password, with a router of its own and an interpreter of the workflow's language. */
@Command(
        name = "workflow",
        mixinStandardHelpOptions = true,
        description = "Rotates a database user's password by the workflow of infra/state-machine.asl.json: a dry run, a"
                + " rotation, one that fails and is undone. Needs Node 20 or newer with npm. Nothing of it stays.")
final class DemoWorkflowCommand implements Runnable {
    private final InstantSource clock;

    @Spec
    private CommandSpec command;

    DemoWorkflowCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        Progress progress = new Progress(out, Boolean.getBoolean(DemoCommand.TERMINAL), clock);
        SourceTree tree = SourceTree.ofLauncher();
        WorkflowInterpreter interpreter = new WorkflowInterpreter(tree);
        DeployedSteps steps = new DeployedSteps(tree);
        progress.during("installing the interpreter of the workflow", interpreter::install);
        progress.during("building the rotation functions", steps::build);
        try (ThrowawayRouter router = new ThrowawayRouter();
                SqlLogin login = new SqlLogin(DemoInstance.ENGINE)) {
            progress.during("starting a router", router::start);
            out.println("The demo's own router: " + router);
            new WorkflowStory(out, progress, router.aws(), login, interpreter).tell(steps);
        }
        out.println("The router, its database and its folder are gone.");
        out.flush();
    }
}
