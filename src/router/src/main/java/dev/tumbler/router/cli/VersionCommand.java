package dev.tumbler.router.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Tumbler this is, and on which Java it runs. */
@Command(name = "version", description = "Shows the version of Tumbler and of the Java it runs on.")
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        command.commandLine().getOut().println(text());
    }

    static String text() {
        String version = Optional.ofNullable(Tumbler.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return "tumbler " + version + ", Java " + Runtime.version();
    }
}
