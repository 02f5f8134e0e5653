package dev.tumbler.router.cli;

import dev.tumbler.bench.StoreBenchmark;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.core.exception.SdkException;

/** The commands of the launcher. Only {@code up} starts Quarkus. */
@QuarkusMain
@Command(
        name = "tumbler",
        synopsisSubcommandLabel = "COMMAND",
        description = "AWS Secrets Manager and RDS-managed master passwords, with real databases, on your own machine.")
public final class Tumbler {
    Tumbler() {}

    /**
     * Ends the process with 0, with 1 for a failure, with 2 for a command line that cannot be understood.
     *
     * <p>Without a command it serves, as {@code quarkus:dev} and the jar by itself are to do; the launcher gives help.
     */
    public static void main(String... arguments) {
        String[] command = arguments.length == 0 ? new String[] {"up"} : arguments;
        int exitCode = commandLine(Router::onQuarkus, InstantSource.system()).execute(command);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine(Router router, InstantSource clock) {
        CommandLine all = new CommandLine(new Tumbler())
                .addSubcommand(new UpCommand(router))
                .addSubcommand(new EnvCommand())
                .addSubcommand(
                        "demo",
                        new CommandLine(new DemoCommand(clock))
                                .addSubcommand(new DemoRotationCommand(clock))
                                .addSubcommand(new DemoWorkflowCommand(clock))
                                .addSubcommand(new DemoWorkloadCommand(clock)))
                .addSubcommand(new AttachCommand(System.getenv(), System.in))
                .addSubcommand(new StatusCommand())
                .addSubcommand(new ClockCommand())
                .addSubcommand(new EventsCommand())
                .addSubcommand(
                        "bench",
                        new CommandLine(new BenchCommand())
                                .addSubcommand(new StoreBenchmark(BenchFolder::in))
                                .addSubcommand(new BenchRotationCommand(clock))
                                .addSubcommand(new BenchColdCommand(clock)))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((failure, arguments) -> misunderstood(failure))
                .setExecutionExceptionHandler((failure, command, result) -> failed(failure, command));
        all.getCommandSpec().mixinStandardHelpOptions(true).version(VersionCommand.text());
        for (String each : List.of("up", "env", "demo", "attach", "status", "clock", "events", "bench", "version")) {
            all.getSubcommands()
                    .get(each)
                    .getCommandSpec()
                    .mixinStandardHelpOptions(true)
                    .version(VersionCommand.text());
        }
        return all;
    }

    private static int misunderstood(ParameterException failure) {
        failure.getCommandLine().getErr().println(new Misunderstanding(failure).line());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof PlainFailure) {
            command.getErr().println("tumbler: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (failure instanceof SdkException refusal) {
            command.getErr().println("tumbler: " + new AwsFailure(refusal).words());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
