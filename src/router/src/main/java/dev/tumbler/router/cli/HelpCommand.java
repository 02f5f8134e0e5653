package dev.tumbler.router.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command, and of a command's command. */
@Command(name = "help", description = "Shows the help of a command: help demo workload.")
final class HelpCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command; all of them if not given.")
    private List<String> topic = List.of();

    @Override
    public void run() {
        CommandLine found = command.parent().commandLine();
        for (String each : topic) {
            found = below(found, each);
        }
        found.usage(command.commandLine().getOut());
    }

    private CommandLine below(CommandLine above, String name) {
        CommandLine found = above.getSubcommands().get(name);
        if (found == null) {
            throw new ParameterException(above, "there is no command '" + name + "'");
        }
        return found;
    }
}
