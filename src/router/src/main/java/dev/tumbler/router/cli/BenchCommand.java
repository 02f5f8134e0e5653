package dev.tumbler.router.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks, by what they measure. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "WHAT",
        description = "Measures parts of Tumbler beside what this machine does by itself.")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "what shall be measured? There are: store, rotation, cold");
    }
}
